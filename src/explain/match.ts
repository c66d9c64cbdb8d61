import type { ChartResult, ImageRecord, ScanResult } from '../scan/index.js';
import { nearest } from '../source/index.js';

/** An image as one chart has it. */
export interface Match {
  readonly chart: ChartResult;
  readonly image: ImageRecord;
}

/** The images that are a reference as a whole, or else those with the text somewhere in theirs. Case does not matter. */
export function matches(query: string, { charts }: ScanResult): Match[] {
  const all = charts.flatMap((chart) => chart.images.map((image) => ({ chart, image })));
  const whole = all.filter(({ image }) => image.reference === query || image.normalized === query);
  if (whole.length > 0) return whole;
  const part = query.toLowerCase();
  return all.filter(({ image }) => image.reference.toLowerCase().includes(part) || image.normalized.toLowerCase().includes(part));
}

/** So many are offered where nothing matches. */
const MAX_NEAR = 5;

/** References whose name, or whose whole, is nearly the text. */
export function nearReferences(query: string, { charts }: ScanResult): string[] {
  const references = [...new Set(charts.flatMap(({ images }) => images.map(({ reference }) => reference)))].sort();
  const names = new Map<string, Set<string>>();
  for (const reference of references) {
    for (const name of namesOf(reference)) (names.get(name) ?? names.set(name, new Set()).get(name)!).add(reference);
  }
  const found = new Set<string>();
  for (const asked of namesOf(query.toLowerCase())) {
    const name = nearest(asked, [...names.keys()]);
    for (const reference of names.get(name ?? '') ?? []) found.add(reference);
  }
  return [...found].slice(0, MAX_NEAR);
}

/** The whole, without registry, without tag, and the last word of the repository. */
function namesOf(reference: string): string[] {
  const untagged = reference.replace(/@.*$/, '').replace(/:[^/:]*$/, '');
  return [...new Set([reference, reference.slice(reference.indexOf('/') + 1), untagged, untagged.slice(untagged.lastIndexOf('/') + 1)])];
}
