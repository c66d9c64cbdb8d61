import type { Report } from './document.js';

type Writer = (report: Report) => string;

/** Each format is one file and one line here; it is loaded when asked for. */
const WRITERS = {
  text: async () => (await import('./text.js')).writeText,
  json: async () => (await import('./json.js')).writeJson,
  yaml: async () => (await import('./yaml.js')).writeYaml,
} satisfies Record<string, () => Promise<Writer>>;

export type Format = keyof typeof WRITERS;
export const FORMATS = Object.keys(WRITERS) as Format[];

/** The report as text that ends in a line break, or as nothing at all. */
export async function render(report: Report, format: Format): Promise<string> {
  const write = await WRITERS[format]();
  return write(report);
}
