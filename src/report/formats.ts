import type { Report } from './document.js';

type Writer = (report: Report) => string;

/** Each format is one file and one line here; it is loaded when asked for. */
const WRITERS = {
  text: async () => (await import('./text.js')).writeText,
  json: async () => (await import('./json.js')).writeJson,
  yaml: async () => (await import('./yaml.js')).writeYaml,
  table: async () => (await import('./table.js')).writeTable,
  csv: async () => (await import('./csv.js')).writeCsv,
  ndjson: async () => (await import('./ndjson.js')).writeNdjson,
  markdown: async () => (await import('./markdown.js')).writeMarkdown,
  sarif: async () => (await import('./sarif.js')).writeSarif,
} satisfies Record<string, () => Promise<Writer>>;

export type Format = keyof typeof WRITERS;
export const FORMATS = Object.keys(WRITERS) as Format[];

/** The report as text that ends in a line break, or as nothing at all. */
export async function render(report: Report, format: Format): Promise<string> {
  const write = await WRITERS[format]();
  return write(report);
}
