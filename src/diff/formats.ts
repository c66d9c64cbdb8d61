import { isDifferent, type ListDifference, type ListedName } from './compare.js';

type Writer = (difference: ListDifference) => string;

const WRITERS = { text: writeText, json: writeJson, markdown: writeMarkdown } satisfies Record<string, Writer>;

export type DiffFormat = keyof typeof WRITERS;

/** The difference as text that ends in a line break, or as nothing at all. */
export const renderDifference = (difference: ListDifference, format: DiffFormat): string => WRITERS[format](difference);

/** A line each, its mark says what happened; nothing where nothing did. */
function writeText({ added, removed, retagged, status_changed: statuses }: ListDifference): string {
  return [
    ...removed.map(({ reference }) => `- ${reference}`),
    ...added.map(({ reference }) => `+ ${reference}`),
    ...retagged.map((one) => `~ ${names(one.old)} -> ${names(one.new)}`),
    ...statuses.map((one) => `* ${one.reference} ${one.old} -> ${one.new}`),
  ]
    .map((line) => `${line}\n`)
    .join('');
}

const names = (images: readonly ListedName[]): string => images.map(({ reference }) => reference).join(', ');

function writeJson(difference: ListDifference): string {
  return `${JSON.stringify(difference, null, 2)}\n`;
}

/** For a pull request. References hold no mark of Markdown that a code span does not silence. */
function writeMarkdown(difference: ListDifference): string {
  const { added, removed, retagged, status_changed: statuses, common } = difference;
  if (!isDifferent(difference)) return `No difference, ${common} in common.\n`;
  const tables = [
    table('Added', ['Image', 'Status'], added.map(row)),
    table('Removed', ['Image', 'Status'], removed.map(row)),
    table('Retagged', ['Before', 'After'], retagged.map((one) => [codes(one.old), codes(one.new)])),
    table('Status changed', ['Image', 'Before', 'After'], statuses.map((one) => [code(one.reference), one.old, one.new])),
  ];
  return tables.filter((text) => text !== '').join('\n');
}

const code = (reference: string): string => `\`${reference}\``;
const codes = (images: readonly ListedName[]): string => images.map(({ reference }) => code(reference)).join('<br>');
const row = ({ reference, status }: ListedName): string[] => [code(reference), status ?? ''];

function table(heading: string, headings: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return '';
  const lines = [headings, headings.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`);
  return `### ${heading} (${rows.length})\n\n${lines.join('')}`;
}
