import { SourceFile, Spot, type Report } from '../source/index.js';
import { fromPlain, GoList, GoMap, type Entry, type GoValue } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import type { DocumentRules } from './packs.js';
import { readProperties } from './properties.js';
import type { Candidate, Part } from './rule.js';

type Path = readonly (string | number)[];

/** Longer texts are searched as text only. */
const MAX_TEXT = 1 << 20;
/** Documents in texts of documents. */
const MAX_NESTING = 2;
const MAX_DEPTH = 100;
/** A key with `image` or `repository` in its name; a text without one is not read. */
const KEY = /(?:image|repository|repo)\w{0,64}\\{0,8}["']?[ \t]{0,8}[:=]/i;

/** What no text of the manifest states as a whole is put together by the program that reads it. */
export const JOINED_LATER = 'the program that reads these settings starts it';

/** A text that may be a document, and where it stands in the text of the rendered document. */
interface Text {
  readonly text: string;
  /** Range in the outermost text. */
  readonly start: number;
  readonly end: number;
  readonly nesting: number;
}

/** Images in the documents (YAML, JSON, properties) that a text of a ConfigMap, Secret or custom resource holds. */
export function matchEmbedded(entry: Entry, path: Path, rules: DocumentRules, report: Report): Candidate[] {
  const text = entry.value as string;
  if (rules.embedded.isEmpty || !isDocument(text)) return [];
  if (text.length > MAX_TEXT) {
    report({ code: 'limit-reached', severity: 'info', message: `a document of ${text.length} characters in a text is searched as plain text only`, ...spotOf(entry) });
    return [];
  }
  const found: Candidate[] = [];
  new EmbeddedWalk(entry, path, rules, found).text({ text, start: 0, end: text.length, nesting: 0 }, String(path.at(-1)));
  return found;
}

/** A line that begins so is written in a template language, and the text no document. */
const TEMPLATE_LINE = /^[ \t]*(?:\{\{|\{%|<%)/m;

const isDocument = (text: string): boolean => (text.includes('\n') || text.includes('{')) && KEY.test(text) && !TEMPLATE_LINE.test(text);

const spotOf = (entry: Entry): { spot: Spot } | object => (entry.origin instanceof Spot ? { spot: entry.origin } : {});

/** Much faster than reading JSON as YAML; the places of values are looked for where they are needed. */
function readJson(text: string): GoValue {
  if (!/^\s*[[{]/.test(text)) return null;
  try {
    return fromPlain(JSON.parse(text));
  } catch {
    return null;
  }
}

const SEPARATOR = /^---(?:[ \t].*)?$/gm;

function* documentsOf(text: string): Generator<{ offset: number; end: number }> {
  let offset = 0;
  for (const match of text.matchAll(SEPARATOR)) {
    if (match.index > offset) yield { offset, end: match.index };
    offset = match.index + match[0].length;
  }
  yield { offset, end: text.length };
}

class EmbeddedWalk {
  constructor(
    private readonly entry: Entry,
    private readonly path: Path,
    private readonly rules: DocumentRules,
    private readonly found: Candidate[],
  ) {}

  text(text: Text, name: string): void {
    for (const root of this.#read(new SourceFile(name, text.text))) this.#value(root, name, [], text, root instanceof GoMap ? root : new GoMap());
  }

  /** The documents of a text: YAML, which JSON is too, else lines of keys and values. */
  #read(file: SourceFile): GoValue[] {
    const json = readJson(file.text);
    if (json !== null) return [json];
    const documents: GoValue[] = [];
    for (const { offset, end } of documentsOf(file.text)) {
      const { value, problem } = readYaml(file, { offset, end });
      if (problem === null && (value instanceof GoMap || value instanceof GoList)) documents.push(value);
    }
    return documents.length === 0 && this.rules.embeddedFormats.has('properties') ? [readProperties(file)] : documents;
  }

  #value(value: GoValue, name: string, path: Path, text: Text, root: GoMap): void {
    if (path.length > MAX_DEPTH) return;
    if (value instanceof GoMap) {
      const joined = this.rules.embedded.joinMap(value, name, path, root);
      if (joined !== null) {
        const parts = Object.fromEntries(Object.entries(joined.parts).map(([key, part]) => [key, this.#partOf(part, text)]));
        this.found.push({ when: JOINED_LATER, ...joined, parts, sink: 'catalog', path: this.path });
      }
      for (const [key, entry] of value.entries) this.#entry(entry, key, [...path, key], text, root);
    } else if (value instanceof GoList) value.entries.forEach((entry, at) => this.#entry(entry, name, [...path, at], text, root));
  }

  #entry(entry: Entry, name: string, path: Path, text: Text, root: GoMap): void {
    if (typeof entry.value !== 'string') return this.#value(entry.value, name, path, text, root);
    const rule = this.rules.embedded.ruleOfString(entry.value, name, path);
    if (rule !== null) {
      this.found.push({ rule, sink: 'text', path: this.path, reference: entry.value, parts: {}, span: { entry: this.entry, ...rangeOf(entry, entry.value, text) } });
    } else if (text.nesting < MAX_NESTING && isDocument(entry.value)) {
      this.text({ text: entry.value, ...rangeOf(entry, entry.value, text), nesting: text.nesting + 1 }, name);
    }
  }

  #partOf(part: Part, text: Text): Part {
    return part.entry === null ? part : { text: part.text, entry: this.entry, ...rangeOf(part.entry, part.text, text) };
  }
}

/** Where a value of an embedded document stands in the outermost text; inside escaped texts, the range of the text. */
function rangeOf(inner: Entry, value: string, { text, start, end, nesting }: Text): { start: number; end: number } {
  if (nesting > 0 && end - start !== text.length) return { start, end };
  const spot = inner.origin instanceof Spot ? inner.origin : quotedIn(text, value);
  const at = text.slice(spot.start, spot.end).indexOf(value);
  if (at < 0) return { start: start + spot.start, end: start + spot.end };
  return { start: start + spot.start + at, end: start + spot.start + at + value.length };
}

/** Where a value of JSON stands; of several equal ones the first. */
function quotedIn(text: string, value: string): { start: number; end: number } {
  const quoted = JSON.stringify(value);
  const start = text.indexOf(quoted);
  return start < 0 ? { start: 0, end: text.length } : { start, end: start + quoted.length };
}
