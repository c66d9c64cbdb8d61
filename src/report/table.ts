import type { Report } from './document.js';

/** For people: columns under headings. The last one is not padded: paths may be wide, references and statuses are ASCII. */
export function writeTable({ images, by_variant: variants }: Report): string {
  if (images.length === 0) return '';
  const rows = [['IMAGE', 'STATUS', 'CHARTS', 'VARIANTS'], ...images.map((image) => [image.reference, image.status, image.charts.join(', '), image.variants.join(', ')])];
  const columns = rows[0]!.length - (Object.keys(variants).length === 0 ? 1 : 0);
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows.map((row) => `${row.slice(0, columns).map((cell, at) => (at === columns - 1 ? cell : cell.padEnd(widths[at]!))).join('  ').trimEnd()}\n`).join('');
}
