import { dirname } from 'node:path';
import { SourceFile, Spot } from '../../source/index.js';
import { CallOrigin, DerivedSource, GoMap, type Entry, type GoList, type GoStruct } from '../../value/index.js';
import { readYaml, toYaml } from '../../yaml/index.js';
import { FileProblem } from './files.js';
import type { Helmfile } from './load.js';
import { hasReference, withoutReferences } from './references.js';
import { text } from './release-fields.js';
import type { Renderer } from './render.js';
import { missingOf, resolveFiles } from './resolve-files.js';
import { secretMap } from './state-values.js';

export interface ValuesRequest {
  readonly helmfile: Helmfile;
  readonly release: GoMap;
  readonly name: string;
  /** What `.gotmpl` files see. */
  readonly dot: GoStruct;
}

/** What helm is given as values files for a release: files as they are or rendered, and maps written out. */
export class ReleaseValues {
  readonly #missing;

  constructor(
    readonly renderer: Renderer,
    readonly request: ValuesRequest,
  ) {
    this.#missing = missingOf(request.release.get('missingFileHandler')) ?? missingOf(request.helmfile.state.get('missingFileHandler')) ?? 'Error';
  }

  values(entries: readonly Entry[]): SourceFile[] {
    return entries.flatMap((entry) => this.#entry(entry));
  }

  #entry(entry: Entry): SourceFile[] {
    if (entry.value instanceof GoMap) return [this.#inline(entry.value)];
    if (typeof entry.value === 'string') return this.#file(entry);
    if (entry.value !== null && entry.value !== undefined) this.#refuse('Values of a release are files or maps.', entry);
    return [];
  }

  #inline(map: GoMap): SourceFile {
    const { session } = this.renderer;
    const known = withoutReferences(session, map);
    return written(`values of release ${this.request.name}`, known);
  }

  #file(entry: Entry): SourceFile[] {
    const { session } = this.renderer;
    const prefix = text(this.request.release.get('valuesPathPrefix'));
    const path = prefix + (entry.value as string);
    if (hasReference(path)) {
      this.#refuse(`The values behind ${path} are not fetched.`, entry, 'not-evaluated');
      return [];
    }
    const found = resolveFiles(session, path, { folder: this.request.helmfile.folder, missing: this.#missing, title: 'values file', at: this.#at(entry) });
    if (found.length > 1) {
      this.#refuse(`The pattern ${path} matches more than one file; helmfile refuses that in the values of a release.`, entry);
      return [];
    }
    return found.flatMap((file) => this.#read(file, entry) ?? []);
  }

  #read(path: string, entry: Entry): SourceFile | null {
    const { session } = this.renderer;
    try {
      const file = session.files.read(path);
      const source = path.endsWith('.gotmpl') ? this.renderer.render(file, dirname(path), this.request.dot) : file;
      return hasReference(source.text) ? this.#withoutReferences(source) : source;
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      this.#refuse(error.message, entry, 'path-unreadable');
      return null;
    }
  }

  #withoutReferences(source: SourceFile): SourceFile {
    const { value } = readYaml(source);
    return value instanceof GoMap ? written(source.name, withoutReferences(this.renderer.session, value)) : source;
  }

  /** `secrets:`, their values unknown. */
  secrets(entries: readonly Entry[]): SourceFile[] {
    const { session } = this.renderer;
    return entries.flatMap((entry) => {
      if (typeof entry.value !== 'string') return [];
      const prefix = text(this.request.release.get('valuesPathPrefix'));
      const found = resolveFiles(session, prefix + entry.value, { folder: this.request.helmfile.folder, missing: this.#missing, title: 'secrets file', at: this.#at(entry) });
      return found.map((path) => {
        this.renderer.session.problem('not-evaluated', `${session.files.shown(path)} holds secrets: its values count as unknown.`, this.#at(entry), { severity: 'info' });
        return written(session.files.shown(path), secretMap(this.renderer, path, this.#at(entry)));
      });
    });
  }

  #at({ origin }: Entry): Spot | string {
    return origin instanceof Spot ? origin : this.renderer.session.files.shown(this.request.helmfile.path);
  }

  #refuse(message: string, entry: Entry, code: 'release-invalid' | 'not-evaluated' | 'path-unreadable' = 'release-invalid'): void {
    this.renderer.session.problem(code, `Release ${this.request.name}: ${message}`, this.#at(entry));
  }
}

/** A value as the text that helm or kustomize reads; each scalar leads back to where it was written. */
export function written(name: string, value: GoMap | GoList): DerivedSource {
  const yaml = toYaml(value);
  return new DerivedSource(name, yaml, new CallOrigin('toYaml', [value], [null], yaml));
}
