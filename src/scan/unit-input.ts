import type { DeployUnit } from '../deploy/index.js';
import type { Rewrite } from '../kustomize/index.js';
import { HandedSource, SourceFile } from '../source/index.js';
import { DerivedSource, Hole, MARKERS, markerOf, type HoleReason } from '../value/index.js';

/**
 * What a deployer decides of one chart, as plain data: it goes to threads, and into keys of the cache. Of texts that were rendered
 * only the text goes along; places in them are followed by whoever gave them.
 */
export interface UnitInput {
  readonly release: { readonly name: string; readonly namespace: string; readonly kubeVersion: string | null; readonly apiVersions: readonly string[] };
  readonly values: readonly Handed[];
  readonly chartValues: readonly Handed[] | null;
  readonly set: readonly string[];
  readonly setString: readonly string[];
  readonly setFile: readonly { readonly argument: string; readonly file: Handed }[];
  readonly rewrites: readonly HandedRewrite[];
  readonly manifests: readonly { readonly source: Handed; readonly rewrites: readonly HandedRewrite[] }[] | null;
  /** By the number in their markers, up to the last that is met. */
  readonly holes: readonly { readonly reason: HoleReason; readonly message: string; readonly truthy: boolean }[];
}

/** A text. */
export interface Handed {
  /** Null: it is a file as it is, and places in it are places of the file. */
  readonly number: number | null;
  readonly name: string;
  readonly text: string;
}

type HandedRewrite = { readonly [Kind in Rewrite as Kind['kind']]: Kind extends { readonly source: SourceFile } ? Omit<Kind, 'source'> & { readonly source: Handed } : Kind }[Rewrite['kind']];

/** A unit as data, with the sources behind the numbers. */
export function handOver(unit: DeployUnit): { readonly input: UnitInput; readonly sources: readonly SourceFile[] } {
  const derived: SourceFile[] = [];
  const known = new Map<SourceFile, Handed>();
  const hand = (source: SourceFile): Handed => {
    let handed = known.get(source);
    if (handed === undefined) {
      handed = { number: source instanceof DerivedSource ? derived.push(source) - 1 : null, name: source.name, text: source.text };
      known.set(source, handed);
    }
    return handed;
  };
  const rewrites = (list: readonly Rewrite[]): HandedRewrite[] => list.map((rewrite) => (rewrite.kind === 'names' ? rewrite : { ...rewrite, source: hand(rewrite.source) }));
  const input = {
    release: { name: unit.release, namespace: unit.namespace, kubeVersion: unit.kubeVersion, apiVersions: unit.apiVersions },
    values: unit.values.map(hand),
    chartValues: unit.chartValues?.map(hand) ?? null,
    set: unit.set,
    setString: unit.setString,
    setFile: unit.setFile.map(({ argument, file }) => ({ argument, file: hand(file) })),
    rewrites: rewrites(unit.rewrites),
    manifests: unit.manifests?.map(({ source, rewrites: own }) => ({ source: hand(source), rewrites: rewrites(own) })) ?? null,
  };
  const last = Math.max(0, ...[...unit.set, ...unit.setString, ...[...known.keys()].map(({ text }) => text)].flatMap((text) => [...text.matchAll(MARKERS)].map((match) => Number(match[1]))));
  const holes = (unit.holes ?? []).slice(0, last).map(({ reason, message, truthy }) => ({ reason, message, truthy }));
  return { input: { ...input, holes }, sources: derived };
}

export const received = ({ name, text, number }: Handed): SourceFile => (number === null ? new SourceFile(name, text) : new HandedSource(name, text, number));

export const receivedRewrites = (rewrites: readonly HandedRewrite[]): Rewrite[] =>
  rewrites.map((rewrite) => (rewrite.kind === 'names' ? rewrite : { ...rewrite, source: received(rewrite.source) }));

export function receivedHoles({ holes }: UnitInput): Hole[] {
  return holes.map(({ reason, message, truthy }, at) => Object.assign(new Hole(reason, message, truthy), { marker: markerOf(at + 1) }));
}
