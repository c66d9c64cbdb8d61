import { discoverCharts, loadChart, type Chart } from '../chart/index.js';
import { TemplateCache } from '../evaluate/index.js';
import { userValues } from '../scan/inputs.js';
import type { ChartResult, ScanOptions } from '../scan/index.js';
import { Spot, type SourceFile } from '../source/index.js';
import { GoList, GoMap, type Entry, type GoValue } from '../value/index.js';
import { coalesceValues, enableDependencies, pathOf, type ChartNode } from '../values/index.js';
import type { Place } from './result.js';
import { conditionsIn, type TemplateCondition } from './template-conditions.js';

const silent = (): void => {};

/** A chart that was scanned, read again: a result says where things stand, not what stands there. */
export class OpenedChart {
  readonly #sources: ReadonlyMap<string, SourceFile>;
  readonly #given: GoMap;
  readonly #templates = new TemplateCache();
  readonly #root: ChartNode;
  readonly #values: GoMap;

  private constructor(chart: Chart, given: GoMap) {
    this.#sources = new Map([...sourcesOf(chart)].map((source) => [source.name, source]));
    this.#given = given;
    this.#root = enableDependencies(chart, given, silent, 'all-enabled').root;
    this.#values = coalesceValues(this.#root, given, silent);
  }

  /** Null where there is no chart any more. */
  static open(chart: ChartResult, options: ScanOptions): OpenedChart | null {
    const root = discoverCharts([chart.path], silent)[0];
    const loaded = root === undefined ? null : loadChart(root, silent);
    // What deploys a chart gives it values that are not known here.
    return loaded === null ? null : new OpenedChart(loaded, chart.owner === null ? userValues(options, silent) : new GoMap());
  }

  /** The file of a place: of the chart, or else one that the user gave. */
  source({ file, line, column }: Omit<Place, 'text'>): SourceFile | null {
    const own = this.#sources.get(file);
    if (own !== undefined) return own;
    for (const { origin } of entriesBelow(this.#given)) {
      if (!(origin instanceof Spot) || origin.file.name !== file) continue;
      const at = origin.file.position(origin.start);
      if (at.line === line && at.column === column) return origin.file;
    }
    return null;
  }

  conditions(file: string): readonly TemplateCondition[] {
    const source = this.#sources.get(file);
    return source === undefined ? [] : conditionsIn(this.#templates.parse(source.text), source.text);
  }

  /** The charts of the release that a file belongs to: several where one chart has several aliases. */
  nodes(file: string): ChartNode[] {
    let best: ChartNode[] = [];
    let length = -1;
    for (const node of nodesBelow(this.#root)) {
      const { path } = node.chart;
      const inside = path === '.' || file.startsWith(`${path.replace(/\/$/, '')}/`) || file.startsWith(`${path}!/`);
      if (!inside || path.length < length) continue;
      best = path.length > length ? [node] : [...best, node];
      length = path.length;
    }
    return best;
  }

  /** Where a path below the `.Values` of one chart stands below those of the root. */
  rootPath(node: ChartNode, path: readonly string[]): readonly string[] {
    return path[0] === 'global' ? path : [...pathOf(node.place).map(String), ...path];
  }

  /** What the values given make of a path from the root; undefined: nothing is there. */
  present(path: readonly string[]): GoValue {
    let value: GoValue = this.#values;
    for (const step of path) {
      if (!(value instanceof GoMap)) return undefined;
      value = value.entries.get(step)?.value;
    }
    return value;
  }
}

function* nodesBelow(node: ChartNode): Generator<ChartNode> {
  yield node;
  for (const child of node.children) yield* nodesBelow(child);
}

function* sourcesOf(chart: Chart): Generator<SourceFile> {
  for (const file of [...chart.templates, ...chart.files]) yield file.source;
  if (chart.valuesFile !== null) yield chart.valuesFile.source;
  for (const { origin } of entriesBelow(chart.metadataValues)) if (origin instanceof Spot) yield origin.file;
  for (const child of chart.subcharts) yield* sourcesOf(child);
}

function* entriesBelow(value: GoMap | GoList): Generator<Entry> {
  for (const entry of value instanceof GoMap ? value.entries.values() : value.entries) {
    yield entry;
    if (entry.value instanceof GoMap || entry.value instanceof GoList) yield* entriesBelow(entry.value);
  }
}
