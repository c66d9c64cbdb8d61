import type { ChartResult, SinkRecord } from '../scan/index.js';
import type { ChartVerification } from './result.js';
import type { RenderedImage } from './rendered-images.js';

export type Comparison = Pick<ChartVerification, 'agree' | 'missing' | 'extra' | 'unresolved'>;

/** What was said of a chart beside what helm rendered of it. */
export function compare(chart: ChartResult, rendered: readonly RenderedImage[]): Comparison {
  const byHelm = new Map(rendered.map((image) => [image.reference, image]));
  const bySaid = new Map(chart.images.filter(({ status }) => status === 'rendered').map((image) => [image.reference, image]));
  const told = new Set(chart.unresolved.map(({ sink }) => sink).filter((sink) => sink !== null).map(placeKey));
  const more = [...byHelm.values()].filter(({ reference }) => !bySaid.has(reference)).sort(byReference);
  return {
    agree: [...bySaid.keys()].filter((reference) => byHelm.has(reference)).sort(),
    missing: more.filter((image) => !told.has(placeKey(image))).map((image) => ({ ...image, status: statusOf(chart, image.reference) })),
    extra: [...bySaid.values()]
      .filter(({ reference }) => !byHelm.has(reference))
      .sort(byReference)
      .map(({ reference, sinks }) => ({ reference, template: sinks[0]?.template ?? null })),
    unresolved: more.filter((image) => told.has(placeKey(image))).map(({ reference }) => reference),
  };
}

/** A place that was told as unresolved may hold any image. */
const placeKey = ({ resource, document_path }: RenderedImage | SinkRecord): string => JSON.stringify([resource?.kind, resource?.name, document_path]);

const statusOf = ({ images }: ChartResult, reference: string): ChartVerification['missing'][number]['status'] =>
  images.find((image) => image.reference === reference)?.status ?? null;

const byReference = (a: { reference: string }, b: { reference: string }): number => (a.reference < b.reference ? -1 : 1);
