import type { Chart, Dependency } from '../chart/index.js';
import { Place, type GoMap } from '../value/index.js';
import type { ChartNode, DependencyDecision, ValuesOwner } from './chart-node.js';
import { placeBelow } from './places.js';

/** A declared dependency while it is processed. helm changes it in place, and aliases of one chart share it. */
export interface Declared {
  readonly written: Dependency;
  /** Index in Chart.yaml. */
  readonly index: number;
  /** Becomes the alias once the dependency was processed. */
  name: string;
  importValues: Dependency['importValues'];
  /** helm replaces imports by a type that it does not take for imports the next time. */
  imported: boolean;
}

/**
 * A chart while its dependencies are processed. An alias is a copy that shares the lists of the original, as in helm 3; hence the
 * path of a chart is only known in the end.
 */
export class Draft implements ValuesOwner {
  decisions: readonly DependencyDecision[] = [];

  constructor(
    readonly chart: Chart,
    readonly name: string,
    public values: GoMap,
    /** null: none are listed, which ends the processing here. */
    public declared: readonly Declared[] | null,
    public children: readonly Draft[],
    public parent: Draft | null = null,
  ) {}

  static of(chart: Chart): Draft {
    const { name, dependencies } = chart.metadata;
    const declared = dependencies?.map(
      (written, index): Declared => ({ written, index, name: written.name, importValues: written.importValues, imported: false }),
    );
    const draft = new Draft(chart, name, chart.values, declared ?? null, chart.subcharts.map(Draft.of));
    for (const child of draft.children) child.parent = draft;
    return draft;
  }

  copy(alias: string): Draft {
    return new Draft(this.chart, alias === '' ? this.name : alias, this.values, this.declared, this.children);
  }

  setChildren(children: readonly Draft[]): void {
    this.children = children;
    for (const child of children) child.parent = this;
  }

  get path(): string {
    return this.parent === null ? this.name : `${this.parent.path}/charts/${this.name}`;
  }

  toNode(parent: ChartNode | null): ChartNode {
    const children: ChartNode[] = [];
    const node: ChartNode = {
      chart: this.chart,
      name: this.name,
      path: this.path,
      parent,
      place: parent === null ? new Place() : placeBelow(parent.place, this.name),
      values: this.values,
      children,
      dependencies: (this.declared ?? []).map(({ written, name, importValues }) => ({ ...written, name, importValues, enabled: true })),
      decisions: this.decisions,
    };
    for (const child of this.children) children.push(child.toNode(node));
    return node;
  }
}
