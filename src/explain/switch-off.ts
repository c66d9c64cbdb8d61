import { scan, type ChartResult, type ImageRecord, type ScanOptions } from '../scan/index.js';
import { GoList, type GoValue } from '../value/index.js';
import { overlayFlags, type ChartNode } from '../values/index.js';
import { nodesOf } from './conditions.js';
import { dotted } from './dotted.js';
import type { OpenedChart } from './opened-chart.js';
import type { Switch } from './result.js';

/** Switches that are tried for one image. */
const MAX_TRIES = 8;

type Path = readonly string[];

/**
 * Looks for the one value that takes an image out of what is deployed: a switch that is on now, in a condition around a place of
 * the image or around its chart. Each is tried by a scan, so that what is offered holds.
 */
export class SwitchOff {
  readonly #tried = new Map<string, Promise<ReadonlySet<string> | null>>();

  constructor(
    readonly chart: ChartResult,
    readonly options: ScanOptions,
  ) {}

  async find(image: ImageRecord, chart: OpenedChart): Promise<Switch> {
    const candidates = switchesAround(image, chart);
    for (const { path, off } of candidates.slice(0, MAX_TRIES)) {
      const values = nested(path, off);
      const rendered = await this.#renderedWith(values);
      if (rendered !== null && !rendered.has(image.reference)) return { values, flags: overlayFlags(values), reason: null };
    }
    if (candidates.length === 0) return refusal('no switch in the values stands around it');
    return refusal(`none of the switches around it does so alone: ${candidates.map(({ path }) => dotted(path)).join(', ')}`);
  }

  /** Null where helm would no longer render the chart. */
  #renderedWith(values: Readonly<Record<string, unknown>>): Promise<ReadonlySet<string> | null> {
    const key = JSON.stringify(values);
    let rendered = this.#tried.get(key);
    if (rendered === undefined) this.#tried.set(key, (rendered = this.#try(values)));
    return rendered;
  }

  async #try(values: Readonly<Record<string, unknown>>): Promise<ReadonlySet<string> | null> {
    const { options, chart } = this;
    const flags = overlayFlags(values);
    const argumentsOf = (flag: string): string[] => flags.filter((text) => text.startsWith(`${flag}=`)).map((text) => text.slice(flag.length + 1));
    const { charts } = await scan({
      ...options,
      paths: [chart.path],
      set: [...(options.set ?? []), ...argumentsOf('--set')],
      setJson: [...(options.setJson ?? []), ...argumentsOf('--set-json')],
      statuses: ['rendered'],
      workers: 1,
      witnesses: false,
    });
    const [tried] = charts;
    if (tried === undefined || tried.not_scanned !== null || errors(tried).some((error) => !errors(chart).includes(error))) return null;
    return new Set(tried.images.filter(({ status }) => status === 'rendered').map(({ reference }) => reference));
  }
}

const errors = ({ diagnostics }: ChartResult): string[] => diagnostics.filter(({ severity }) => severity === 'error').map(({ message }) => message);
const refusal = (reason: string): Switch => ({ values: null, flags: null, reason });

interface Candidate {
  readonly path: Path;
  readonly off: false | readonly never[];
}

/** Inner conditions first: they take less else along. */
function switchesAround(image: ImageRecord, chart: OpenedChart): Candidate[] {
  const nodes = nodesOf(image, chart);
  const reads = placesOf(image).flatMap(({ file, line, column }) => readsAround(chart, file, line, column));
  const paths = [...nodes.flatMap((node) => reads.map((read) => chart.rootPath(node, read))), ...nodes.flatMap(dependencySwitches)];
  const candidates = new Map<string, Candidate>();
  for (const path of paths) {
    const off = offValue(chart.present(path));
    if (off !== null) candidates.set(path.join('\0'), { path, off });
  }
  return [...candidates.values()];
}

function placesOf({ sinks, origins }: ImageRecord): { file: string; line: number; column: number }[] {
  const steps = Object.values(origins).flat().filter(({ path }) => path === null);
  return [...sinks.map(({ template }) => template).filter((place) => place !== null), ...steps];
}

function readsAround(chart: OpenedChart, file: string, line: number, column: number): Path[] {
  const source = chart.source({ file, line, column });
  if (source === null) return [];
  const isBefore = (offset: number, orAt: boolean): boolean => {
    const at = source.position(offset);
    return at.line < line || (at.line === line && (orAt ? at.column <= column : at.column < column));
  };
  return chart
    .conditions(file)
    .filter(({ body }) => body !== null && isBefore(body.start, true) && !isBefore(body.end, true))
    .toReversed()
    .flatMap(({ reads }) => reads);
}

/** What enables the charts on the way to the root. */
function dependencySwitches(node: ChartNode): Path[] {
  const paths: Path[] = [];
  for (let at = node; at.parent !== null; at = at.parent) {
    const decision = at.parent.decisions.find(({ childPath }) => childPath === at.path);
    if (decision !== undefined) paths.push(decision.switch);
  }
  return paths;
}

/** Null for what is no switch, or is off already. */
function offValue(present: GoValue): Candidate['off'] | null {
  if (present === true) return false;
  return present instanceof GoList && present.entries.length > 0 ? [] : null;
}

const nested = (path: Path, value: unknown): Readonly<Record<string, unknown>> =>
  path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Readonly<Record<string, unknown>>;
