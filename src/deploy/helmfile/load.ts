import { dirname } from 'node:path';
import { SourceFile, Spot } from '../../source/index.js';
import { DerivedSource, GoMap, type Entry, type Origin } from '../../value/index.js';
import { releasesBesideEnvironments, templateForV0, WrittenForV0 } from './dialect.js';
import { documentsOf, readMap } from './document.js';
import { environmentDot, mergedValues, mergeEnvironments, newEnvironment, type Environment } from './environment.js';
import { FileProblem, within } from './files.js';
import { overlay } from './layers.js';
import { MAX_LOADS } from './limits.js';
import type { Renderer } from './render.js';
import { isRemote, missingOf } from './resolve-files.js';
import { loadSecrets, loadStateValues, type ValuesSource } from './state-values.js';
import { listOf, mapOf, mergeBases, mergeStates } from './state.js';

/** A helmfile with its bases, for one environment. */
export interface Helmfile {
  readonly path: string;
  /** Its paths are relative to it. */
  readonly folder: string;
  readonly state: GoMap;
  readonly environment: Environment;
  /** `repositories` of the helmfiles that led to this one. */
  readonly repositoriesAbove: readonly Entry[];
}

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly isBase: boolean;
}

/** Loads helmfiles: parts in order, each seeing the values that the parts before it made. */
export class Loader {
  #loads = 0;

  constructor(readonly renderer: Renderer) {}

  /** @returns null where it cannot be read, `undefined` where it does not know the environment */
  load(path: string, inherited: Environment | null, override: Environment | null): Omit<Helmfile, 'repositoriesAbove'> | null | undefined {
    const source = { path, folder: dirname(path), isBase: false };
    const loaded = this.#load(source, inherited, override, path);
    return loaded === null || loaded === undefined ? loaded : { path, folder: source.folder, ...loaded };
  }

  #load(source: Source, inherited: Environment | null, override: Environment | null, at: Spot | string): { state: GoMap; environment: Environment } | null | undefined {
    const { session } = this.renderer;
    if (++this.#loads > MAX_LOADS) {
      session.problem('limit-reached', `More than ${MAX_LOADS} helmfiles were loaded; the rest was not.`, at);
      return null;
    }
    const file = this.#read(source.path, at);
    if (file === null) return null;
    const { name } = newEnvironment(session.environment);
    let environment: Environment | null = inherited;
    let state: GoMap | null = null;
    for (const part of partsOf(file)) {
      this.#checkSections(part);
      const rendered = this.#isTemplate(source.path) ? this.#render(part, source, environment, override) : this.#plain(part);
      const current = this.#loadPart(rendered, source, environment, override);
      state = state === null ? current.state : mergeStates(state, current.state, 'replace');
      environment = current.environment;
      const defined = mapOf(state, 'environments');
      for (const known of defined.entries.keys()) session.environments.add(known);
      if (!source.isBase && name !== 'default' && defined.size > 0 && !defined.has(name)) return undefined;
    }
    const known = inherited !== null || override !== null || name === 'default' || source.isBase;
    if (!known && mapOf(state!, 'environments').size === 0) return undefined;
    return { state: state!, environment: environment! };
  }

  #read(path: string, at: Spot | string): SourceFile | null {
    const { session } = this.renderer;
    try {
      return session.files.read(path);
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      const missing = error.message.endsWith('no such file or directory');
      session.problem(missing ? 'path-missing' : 'path-unreadable', missing ? `There is no ${session.files.shown(path)}.` : error.message, at);
      return null;
    }
  }

  /** What v1 does not render; where the dialect is open, a template in it tells that it is v0. */
  #plain(part: SourceFile): SourceFile {
    if (this.renderer.session.options.dialect !== 'auto') return part;
    const spot = templateForV0(part);
    if (spot !== null) throw new WrittenForV0(spot, 'holds a template, and v1 renders only *.gotmpl');
    return part;
  }

  #checkSections(part: SourceFile): void {
    const { session } = this.renderer;
    const spot = session.dialect === 'v0' ? null : releasesBesideEnvironments(part);
    if (spot === null) return;
    if (session.options.dialect === 'auto') throw new WrittenForV0(spot, 'has releases in one part with environments, which v1 refuses');
    session.problem('helmfile-invalid', 'helmfile v1 refuses environments and releases in one part; a line --- between them makes two.', spot);
  }

  #isTemplate(path: string): boolean {
    return this.renderer.session.dialect === 'v0' || path.endsWith('.gotmpl');
  }

  #render(part: SourceFile, source: Source, environment: Environment | null, override: Environment | null): DerivedSource {
    const { session } = this.renderer;
    const base = environment ?? newEnvironment(session.environment);
    const known = session.dialect === 'v1' ? mergeEnvironments(session, base, override)! : this.#firstPass(part, source, base, override);
    return this.renderer.render(part, source.folder, environmentDot(known, mergedValues(session, known, this.renderer.mayChange(part, source.folder))));
  }

  /** helmfile v0: a first rendering, in which everything absent is empty, finds the environments of the same part. */
  #firstPass(part: SourceFile, source: Source, base: Environment, override: Environment | null): Environment {
    const { session } = this.renderer;
    return session.silently(() => {
      const before = mergeEnvironments(session, base, override)!;
      const rendered = this.renderer.render(part, source.folder, environmentDot(before, new GoMap()), true);
      const text = rendered.text.replaceAll('<no value>', '');
      const state = this.#documents(new DerivedSource(rendered.name, text, rendered.origin));
      if (listOf(state, 'bases').length > 0) return before;
      const found = this.#stateValues(state, source.folder, mergeEnvironments(session, base, override));
      return mergeEnvironments(session, mergeEnvironments(session, base, found), override)!;
    });
  }

  #loadPart(part: SourceFile, source: Source, environment: Environment | null, override: Environment | null): { state: GoMap; environment: Environment } {
    const { session } = this.renderer;
    const context = mergeEnvironments(session, environment, override);
    const own = this.#documents(part);
    const bases = listOf(own, 'bases');
    if (source.isBase && bases.length > 0) session.problem('helmfile-invalid', 'A base cannot have bases of its own.', spotOf(own.entries.get('bases')!.origin, part));
    const layers = source.isBase ? [own] : [...bases.flatMap((base) => this.#base(base, source.folder, context, part)), own];
    const state = mergeBases(layers);
    return { state, environment: this.#stateValues(state, source.folder, context) };
  }

  #base(entry: Entry, folder: string, context: Environment | null, part: SourceFile): GoMap[] {
    const { session } = this.renderer;
    const at = spotOf(entry.origin, part);
    if (typeof entry.value !== 'string' || isRemote(entry.value)) {
      session.problem('not-evaluated', `The base ${String(entry.value)} is remote and was not fetched.`, at, { severity: 'warning' });
      return [];
    }
    const loaded = this.#load({ path: within(folder, entry.value), folder, isBase: true }, context, null, at);
    return loaded === null || loaded === undefined ? [] : [loaded.state];
  }

  #documents(part: SourceFile): GoMap {
    const { session } = this.renderer;
    const states = documentsOf(part).map((range) => readMap(session, part, range) ?? new GoMap());
    return states.reduce((base, over) => mergeStates(base, over, 'append'));
  }

  /** The environment as it is after a part: its values over what the parts before it gave. */
  #stateValues(state: GoMap, folder: string, context: Environment | null): Environment {
    const { renderer } = this;
    const { session } = renderer;
    const spec = mapOf(mapOf(state, 'environments'), session.environment);
    const own = missingOf(spec.get('missingFileHandler'));
    const source: ValuesSource = { folder, missing: own ?? 'Error', context, strategy: String(spec.get('mergeStrategy') ?? '') };
    const secrets = loadSecrets(renderer, listOf(spec, 'secrets'), { ...source, missing: own ?? missingOf(state.get('missingFileHandler')) ?? 'Error' });
    const values = overlay(loadStateValues(renderer, listOf(spec, 'values'), source), secrets);
    const layered = mergeEnvironments(session, context, newEnvironment(context?.name ?? session.environment, values))!;
    const defaults = loadStateValues(renderer, listOf(state, 'values'), { folder, missing: 'Error', context, strategy: '' });
    return { ...layered, defaults: overlay(layered.defaults, defaults) };
  }
}

const spotOf = (origin: Origin | null, part: SourceFile): Spot | string => (origin instanceof Spot ? origin : part.name);

/** The parts of a helmfile: cut at lines that are exactly `---`. Empty lines stand for the parts before, so that positions stay. */
function partsOf(file: SourceFile): SourceFile[] {
  const text = file.text.includes('\r') ? file.text.replaceAll('\r\n', '\n') : file.text;
  const parts = text.split('\n---\n');
  if (parts.length === 1 && text === file.text) return [file];
  let lines = 0;
  return parts.map((part) => {
    const source = new SourceFile(file.name, '\n'.repeat(lines) + part);
    lines += part.split('\n').length + 1;
    return source;
  });
}
