import type { Report } from './document.js';
import { place } from './diagnostics.js';
import { countImages } from './summary.js';

/** For a pull request or a wiki: the images, the places that could not be determined, what breaks the policy. */
export function writeMarkdown(report: Report): string {
  const unresolved = report.charts.flatMap((chart) =>
    chart.unresolved.map(({ message, reason, file, line }) => [plain(chart.variant ?? chart.path), `${plain(place(file, line, null))}${plain(message)} (${plain(reason)})`]),
  );
  const sections = [
    `# Container images\n\n${countImages(report)}.\n`,
    images(report),
    section('Not determined', table(['Chart', 'Why'], unresolved)),
    section(
      'Policy',
      table(['Rule', 'Finding', 'Place'], report.policy.map(({ rule, message, file, line, column, path }) => [
        rule,
        plain(message),
        [place(file, line, column).slice(0, -2), path ?? ''].filter(Boolean).map(code).join(' '),
      ])),
    ),
  ];
  return sections.filter((text) => text !== '').join('\n');
}

function images({ images: all, by_variant: variants }: Report): string {
  const columns = Object.keys(variants).length === 0 ? 3 : 4;
  const rows = all.map((image) => [code(image.reference), image.status, image.charts.map(plain).join('<br>'), image.variants.map(plain).join('<br>')].slice(0, columns));
  return table(['Image', 'Status', 'Charts', 'Variants'].slice(0, columns), rows);
}

const section = (heading: string, text: string): string => (text === '' ? '' : `## ${heading}\n\n${text}`);

function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  return [headings, headings.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |\n`).join('');
}

/** Text that is no markup, on one line of a table. */
const plain = (text: string): string =>
  text.replace(/[\\`*_[\]<>|~#&]/g, (mark) => (mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`)).replace(/[\r\n]+/g, ' ');

/** A code span of a table: no mark has a meaning in it but the backtick and the bar. */
const code = (text: string): string => (/[`|\r\n\\]/.test(text) ? plain(text) : `\`${text}\``);
