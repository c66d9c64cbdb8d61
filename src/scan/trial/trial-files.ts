import { changesAt } from '../../evaluate/index.js';
import type { TemplateFile } from '../../release/index.js';
import { dottedPath, pathOf, type ChartNode } from '../../values/index.js';
import { importsApart, switchedOff, valuesApart, type Family } from '../family.js';
import { groupsOf, type FileReads, type ValuesPath } from '../file-reads.js';
import type { Sightings } from '../sightings.js';
import { HandedValues } from './handed-values.js';

export interface Affected {
  /** Those that may write something else, with those that they hand values. */
  readonly files: readonly TemplateFile[];
  /** For running those in helm's order that hand each other values. */
  readonly handing: HandedValues;
  readonly mayRefuse: (file: TemplateFile) => boolean;
}

/** Which files have to be run again to know what a chart does with other values. */
export class TrialFiles {
  readonly #reads: ReadonlyMap<string, FileReads>;
  readonly #groups: ReadonlyMap<string, number>;
  /** Of files that only the widest family has; what they hand each other is not known. */
  readonly #wide: ReadonlyMap<string, FileReads>;
  readonly #wideNodes: ReadonlyMap<string, ChartNode>;
  /** Values in which the widest family differs from the given one. */
  readonly #switches: readonly ValuesPath[];
  readonly #apart = new WeakMap<ChartNode, readonly ValuesPath[]>();

  constructor(
    readonly given: Family,
    readonly sightings: Pick<Sightings, 'reads' | 'widest' | 'wide'>,
  ) {
    this.#reads = sightings.reads;
    this.#groups = groupsOf(sightings.reads);
    const isAlone = this.#groups.size === 0 && [...sightings.wide.values()].every(({ reads }) => reads.written.size === 0);
    this.#wide = isAlone ? sightings.wide : new Map();
    this.#wideNodes = new Map(sightings.widest.release.files.map(({ id, node }) => [id, node]));
    this.#switches = [...[...switchedOff(sightings.widest.root).values()].map((decision) => decision.switch), ...importsApart(given.root, sightings.widest.root)];
  }

  /** What a change of values means for the files of a family. */
  affected(family: Family, changed: readonly ValuesPath[]): Affected {
    const sees = this.#sees(family, changed);
    return { files: this.together(family.release.files, sees), handing: new HandedValues(family.release, this.#reads, sees), mayRefuse: this.#mayRefuse(changed) };
  }

  #sees({ root }: Family, changed: readonly ValuesPath[]): (file: TemplateFile) => boolean {
    if (changed.some(reachesEveryChart)) return () => true;
    const changes = changesAt(this.given.root.place, [...changed, ...this.#valuesApart(root)]);
    return ({ id }) => this.#reads.get(id)?.reads.see(changes) ?? true;
  }

  /** Families are tried with many values. */
  #valuesApart(root: ChartNode): readonly ValuesPath[] {
    if (root === this.given.root) return [];
    let apart = this.#apart.get(root);
    if (apart === undefined) this.#apart.set(root, (apart = valuesApart(this.given.root, root)));
    return apart;
  }

  /** The files for which something holds, and those that hand them values or are handed values by them. */
  together(files: readonly TemplateFile[], holds: (file: TemplateFile) => boolean): readonly TemplateFile[] {
    const chosen = new Set(files.filter(holds));
    // What a file reads that has not been run before, nobody knows.
    const unknown = [...chosen].some(({ id }) => !this.#reads.has(id));
    const groups = new Set<number | undefined>(unknown ? this.#groups.values() : [...chosen].flatMap(({ id }) => this.#groups.get(id) ?? []));
    return files.filter((file) => chosen.has(file) || groups.has(this.#groups.get(file.id)));
  }

  /** Whether a file changes values that others read, or reads what others change. */
  isHanded({ id }: TemplateFile): boolean {
    return this.#groups.has(id);
  }

  /**
   * Whether a file has to be run to know whether the chart refuses changed values: a file of a dependency that is off does what it did
   * in the widest family, where nothing was refused, unless it can see a difference.
   */
  #mayRefuse(changed: readonly ValuesPath[]): (file: TemplateFile) => boolean {
    if (changed.some(reachesEveryChart)) return () => true;
    const changes = changesAt(this.sightings.widest.root.place, [...changed, ...this.#switches]);
    return ({ id, node }) => {
      const known = this.#wide.get(id);
      return known === undefined || known.reads.see(changes) || !isSame(node, this.#wideNodes.get(id)!);
    };
  }
}

/** helm shares what lies in the globals of a chart with those around it: what is set below a dependency shows outside of it, too. */
const reachesEveryChart = (path: ValuesPath): boolean => path.indexOf('global') > 0;

/** Whether two families have the same chart at the same place of the values: its dependencies change these, too. */
const isSame = (one: ChartNode, other: ChartNode): boolean => dottedPath(pathOf(one.place)) === dottedPath(pathOf(other.place)) && hasSameCharts(one, other);

function hasSameCharts(one: ChartNode, other: ChartNode): boolean {
  if (one.chart !== other.chart || one.name !== other.name || one.children.length !== other.children.length) return false;
  return one.children.every((child, at) => hasSameCharts(child, other.children[at]!));
}
