import type { SourceFile } from '../source/index.js';
import { isEmptyTree, type Node, type Template } from '../template/index.js';

/** A template that `include` and `template` can call. */
export interface Definition {
  readonly name: string;
  readonly nodes: readonly Node[];
  /** What the offsets of the nodes point into. */
  readonly source: SourceFile;
}

/**
 * The named templates of a whole release: all charts share one. `tpl` works in a child, whose definitions are seen only
 * there and hide those of the parent.
 */
export class Namespace {
  readonly #own = new Map<string, Definition>();

  constructor(readonly parent: Namespace | null = null) {}

  lookup(name: string): Definition | undefined {
    return this.#own.get(name) ?? this.parent?.lookup(name);
  }

  /** The names of all templates, those of the parent first. */
  names(): ReadonlySet<string> {
    return new Set([...(this.parent?.names() ?? []), ...this.#own.keys()]);
  }

  /** Adds a parsed file under its own name, and its `define`s. Go: the last one wins, but an empty body never replaces another. */
  add(name: string, template: Template, source: SourceFile): void {
    for (const [defined, nodes] of template.defines) this.#put({ name: defined, nodes, source });
    this.#put({ name, nodes: template.root, source });
  }

  #put(definition: Definition): void {
    if (isEmptyTree(definition.nodes) && this.lookup(definition.name) !== undefined) return;
    this.#own.set(definition.name, definition);
  }
}
