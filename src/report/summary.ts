import { STATUSES } from '../scan/result.js';
import type { Report } from './document.js';

/** For `-v`: how many images there are, by status, by registry and by chart. */
export function formatSummary(report: Report): string {
  const sections = [
    [`${countImages(report)}\n`],
    counted('by registry', report.by_registry),
    counted('by chart', report.by_chart),
    counted('by variant', report.by_variant),
  ];
  return sections.flat().join('');
}

/** `8 images of 1 chart: 5 rendered, 3 optional; 1 place not determined`. */
export function countImages({ summary }: Report): string {
  const statuses = STATUSES.flatMap((status) => (summary.by_status[status] === undefined ? [] : [`${summary.by_status[status]} ${status}`]));
  const images = `${amount(summary.unique_images, 'image')} of ${amount(summary.total_charts, 'chart')}`;
  const gaps = summary.unresolved === 0 ? '' : `; ${amount(summary.unresolved, 'place')} not determined`;
  return `${images}${statuses.length === 0 ? '' : `: ${statuses.join(', ')}`}${gaps}`;
}

const amount = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

function counted(heading: string, groups: Readonly<Record<string, readonly string[]>>): string[] {
  const rows = Object.entries(groups).map(([name, references]) => [name, String(references.length)] as const);
  const width = Math.max(...rows.map(([, count]) => count.length));
  return rows.length === 0 ? [] : [`${heading}:\n`, ...rows.map(([name, count]) => `  ${count.padStart(width)}  ${name}\n`)];
}
