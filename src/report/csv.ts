import type { Report } from './document.js';

const HEADINGS = ['reference', 'registry', 'repository', 'tag', 'digest', 'normalized', 'status', 'chart', 'release', 'namespace', 'variant'];

/** One row an image and chart, quoted as RFC 4180 has it; lines end in a line feed alone, as tools of a shell expect. */
export function writeCsv({ charts }: Report): string {
  const rows = charts.flatMap((chart) =>
    chart.images.map(({ reference, registry, repository, tag, digest, normalized, status }) => [
      reference,
      registry,
      repository,
      tag,
      digest,
      normalized,
      status,
      chart.path,
      chart.release,
      chart.namespace,
      chart.variant,
    ]),
  );
  return [HEADINGS, ...rows].map((row) => `${row.map(writeCell).join(',')}\n`).join('');
}

const writeCell = (cell: string | null): string =>
  cell === null ? '' : /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
