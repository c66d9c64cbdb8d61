import type { Report } from '../source/index.js';
import { GoMap, type Entry } from '../value/index.js';
import { ownerWithOnly, withOnly } from './asked-keys.js';
import { coalesceChart } from './coalesce.js';
import type { Draft } from './draft.js';
import { errorsOnly } from './reports.js';

/**
 * The values that conditions and tags of one chart are looked up in. For a nested chart, helm lays its defaults over the parent's
 * scope at the top instead of below its name; so a nested chart's own `tags` count, and a value of the root chart can clash with
 * the name of a chart two levels down.
 */
export class Scope {
  #merged: GoMap | undefined;

  constructor(
    private readonly draft: Draft,
    /** Of the user, for the root. */
    private readonly outer: Scope | GoMap,
    /** What may be looked up. */
    private readonly keys: ReadonlySet<string>,
    private readonly report: Report,
  ) {}

  /** Of what may be looked up. Made only when somebody asks: most charts have no conditions. */
  get merged(): GoMap {
    const outer = this.outer instanceof GoMap ? this.outer : this.outer.merged;
    return (this.#merged ??= coalesceChart(ownerWithOnly(this.keys, this.draft), withOnly(this.keys, outer), false, errorsOnly(this.report)));
  }

  /** Reports what makes helm abort here although nobody asks for the values. */
  reportClashes(): void {
    const clash = this.draft.children.some(({ name }) => {
      const present = this.#top(name);
      return present !== undefined && !(present.value instanceof GoMap);
    });
    if (clash) void this.merged;
  }

  /** At the top of the scope, before anything is merged. */
  #top(key: string): Entry | undefined {
    const outer = this.outer instanceof GoMap ? this.outer.entries.get(key) : this.outer.#top(key);
    return outer ?? this.draft.values.entries.get(key);
  }
}
