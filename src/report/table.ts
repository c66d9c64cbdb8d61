import type { Report } from './document.js';

const HEADINGS = ['IMAGE', 'STATUS', 'CHARTS'];

/** For people: columns under headings. The last one is not padded: paths may be wide, references and statuses are ASCII. */
export function writeTable({ images }: Report): string {
  if (images.length === 0) return '';
  const rows = [HEADINGS, ...images.map(({ reference, status, charts }) => [reference, status, charts.join(', ')])];
  const widths = HEADINGS.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at]!))).join('  ')}\n`).join('');
}
