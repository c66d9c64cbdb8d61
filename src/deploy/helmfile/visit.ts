import { Spot } from '../../source/index.js';
import { Entry, GoList, GoMap } from '../../value/index.js';
import type { DeployUnit } from '../unit.js';
import { stateFiles } from './discover.js';
import { mergedValues, newEnvironment, type Environment } from './environment.js';
import { FileProblem, within } from './files.js';
import { MAX_NESTING, MAX_RELEASES } from './limits.js';
import { Loader, type Helmfile } from './load.js';
import { joinLists, joinMaps } from './maps.js';
import { InheritedReleases } from './release.js';
import type { Renderer } from './render.js';
import { isRemote, missingOf } from './resolve-files.js';
import { areCompatible } from './selectors.js';
import { loadStateValues } from './state-values.js';
import { listOf } from './state.js';
import { releaseUnit } from './unit.js';

/** What a helmfile is told by the command line, or by the one that lists it. */
export interface Call {
  readonly selectors: readonly string[];
  /** The parent's environment, with `inherits: [environments]`. */
  readonly inherited: Environment | null;
  /** `--state-values-…`, or the `values:` of the entry. */
  readonly override: Environment | null;
  /** Sections that come down with `inherits`. */
  readonly sections: GoMap;
  /** `repositories` of the files that led here. */
  readonly repositories: readonly Entry[];
  /** The files that led here. */
  readonly above: readonly string[];
}

/** Goes through a helmfile and those below it. */
export class Visitor {
  readonly units: DeployUnit[] = [];
  readonly #loader: Loader;

  constructor(readonly renderer: Renderer) {
    this.#loader = new Loader(renderer);
  }

  /** Whether the file knows the environment. */
  visit(path: string, call: Call): boolean {
    const { session } = this.renderer;
    const shown = session.files.shown(path);
    if (call.above.includes(path) || call.above.length > MAX_NESTING) {
      session.problem('helmfile-invalid', `Helmfiles list each other: ${[...call.above.slice(-3), path].map((file) => session.files.shown(file)).join(' -> ')}.`, shown);
      return true;
    }
    const loaded = this.#loader.load(path, call.inherited, call.override);
    if (loaded === undefined) session.notes.add(`${shown} is left out: it does not define the environment ${session.environment}.`);
    if (loaded === null || loaded === undefined) return loaded === null;
    const helmfile = { ...loaded, state: withInherited(loaded.state, call.sections), repositoriesAbove: call.repositories };
    for (const entry of listOf(helmfile.state, 'helmfiles')) this.#below(entry, helmfile, call);
    this.#releases(helmfile, call.selectors);
    return true;
  }

  #below(entry: Entry, helmfile: Helmfile, call: Call): void {
    const { session } = this.renderer;
    const spec = entry.value instanceof GoMap ? entry.value : GoMap.of({ path: entry.value });
    const path = spec.get('path');
    const at = entry.origin instanceof Spot ? entry.origin : session.files.shown(helmfile.path);
    if (typeof path !== 'string' || path === '') return session.problem('helmfile-invalid', 'An entry of helmfiles has no path.', at);
    const own = spec.has('selectors') && spec.get('selectors') !== null ? listOf(spec, 'selectors').map(({ value }) => String(value)) : null;
    const inheritsSelectors = own === null || spec.get('selectorsInherited') === true;
    if (!inheritsSelectors && !areCompatible(session.options.selectors, own)) return;
    const next: Call = {
      selectors: inheritsSelectors ? call.selectors : own,
      ...this.#handedDown(spec, helmfile),
      repositories: [...listOf(helmfile.state, 'repositories'), ...call.repositories],
      above: [...call.above, helmfile.path],
    };
    for (const file of this.#expand(path, helmfile, at)) this.visit(file, next);
  }

  #expand(path: string, helmfile: Helmfile, at: Spot | string): string[] {
    const { session } = this.renderer;
    if (isRemote(path)) {
      session.problem('not-evaluated', `The helmfile ${path} is remote and was not fetched.`, at, { severity: 'warning' });
      return [];
    }
    try {
      const found = session.files.glob(within(helmfile.folder, path));
      const handler = missingOf(helmfile.state.get('missingFileHandler')) ?? (session.dialect === 'v0' ? 'Warn' : 'Error');
      if (found.length === 0) session.problem('path-missing', `There is no helmfile ${path}.`, at, { severity: handler === 'Error' ? 'error' : 'warning' });
      return found.flatMap((file) => stateFiles(session, file, session.files.shown(file)) ?? []);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      session.problem('path-unreadable', error.message, at);
      return [];
    }
  }

  /** What an entry of `helmfiles:` hands down: `values:`, and the sections that it names. */
  #handedDown(spec: GoMap, helmfile: Helmfile): Pick<Call, 'inherited' | 'override' | 'sections'> {
    const { session } = this.renderer;
    const inherits = new Set(listOf(spec, 'inherits').map(({ value }) => value));
    const entries = listOf(spec, 'values');
    const source = { folder: helmfile.folder, missing: 'Error' as const, context: newEnvironment(session.environment), strategy: '' };
    const values = entries.length === 0 ? null : loadStateValues(this.renderer, entries, source);
    const sections = new GoMap();
    for (const [key, entry] of helmfile.state.entries) if (key !== 'environments' && inherits.has(key)) sections.entries.set(key, entry);
    return {
      inherited: inherits.has('environments') ? helmfile.environment : null,
      override: values === null ? null : newEnvironment(session.environment, values),
      sections,
    };
  }

  #releases(helmfile: Helmfile, selectors: readonly string[]): void {
    const { renderer } = this;
    const { session } = renderer;
    const entries = listOf(helmfile.state, 'releases');
    if (entries.length === 0) return;
    const values = mergedValues(session, helmfile.environment);
    const inherited = new InheritedReleases(session, helmfile.state, session.files.shown(helmfile.path));
    for (const entry of entries) {
      if (this.units.length >= MAX_RELEASES) {
        session.problem('limit-reached', `There are more than ${MAX_RELEASES} releases; the rest was not read.`, session.files.shown(helmfile.path));
        break;
      }
      session.asOne(() => {
        const release = inherited.resolve(entry);
        const unit = release === null ? null : releaseUnit(renderer, helmfile, values, release, entry, selectors);
        if (unit !== null) this.units.push(unit);
      });
    }
  }
}

/** The child's own wins; its lists stand behind the parent's. */
function withInherited(state: GoMap, sections: GoMap): GoMap {
  if (sections.size === 0) return state;
  const merged = joinMaps(state);
  for (const [key, entry] of sections.entries) {
    const own = state.get(key);
    if (own instanceof GoMap && entry.value instanceof GoMap) merged.set(key, joinMaps(entry.value, own));
    else if (own instanceof GoList && entry.value instanceof GoList) merged.set(key, joinLists(entry.value, own));
    else if (own === null || own === undefined || own === '') merged.entries.set(key, entry);
  }
  return merged;
}
