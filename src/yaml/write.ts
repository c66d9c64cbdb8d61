import { Entry, formatFloat, GoBytes, GoInt, GoList, GoMap, GoStruct, type GoValue } from '../value/index.js';
import { MAX_DEPTH } from './depth.js';
import { jsonString } from './json-write.js';
import { compareKeys, compareKeysV3 } from './key-order.js';
import { escapeDouble, literalHeader, styleOf } from './scalar-style.js';

/** Where in a written text a scalar stands (quotes included, without line breaks at the end of a literal), and the entry that it was written for. */
export interface WrittenSpan {
  readonly start: number;
  readonly end: number;
  readonly entry: Entry;
}

/** go-yaml v2 breaks lines at the first space beyond this column. */
const WIDTH = 80;
/** A longer key (in bytes) is written as `? key`. */
const LONGEST_SIMPLE_KEY = 128;
/** go-yaml v2 reads the JSON in between and looks no further for the colon of a key (characters, escaped, with quotes). */
const LONGEST_JSON_KEY = 1024;
/** A text beyond this is no manifest any more; values that hold each other many times grow without end. */
const MAX_LENGTH = 16 * 1024 * 1024;
const MAX_UINT64 = 2 ** 64;
const MIN_INT64 = -(2 ** 63);

class CannotWrite extends Error {}

/** helm's `toYaml`: sorted keys, no line break at the end; what JSON cannot hold gives the empty text. */
export function toYaml(value: GoValue): string {
  return write(value, false, null);
}

/** {@link toYaml} or {@link toYamlPretty} with the place of every scalar that is the value of a map or list entry. */
export function toYamlWithMap(value: GoValue, pretty = false): { text: string; spans: WrittenSpan[] } {
  const spans: WrittenSpan[] = [];
  return { text: write(value, pretty, spans), spans };
}

/** helm's `toYamlPretty`: go-yaml v3 without the way over JSON; lists are indented below their key, lines never folded. */
export function toYamlPretty(value: GoValue): string {
  return write(value, true, null);
}

function write(value: GoValue, pretty: boolean, spans: WrittenSpan[] | null): string {
  try {
    return new Writer(pretty, spans).document(value);
  } catch (error) {
    if (error instanceof CannotWrite) return '';
    throw error;
  }
}

class Writer {
  #out = '';
  #lineStart = 0;
  #depth = 0;
  readonly #width: number;

  constructor(
    readonly pretty: boolean,
    readonly spans: WrittenSpan[] | null,
  ) {
    this.#width = pretty ? Infinity : WIDTH;
  }

  document(value: GoValue): string {
    this.#node(value, -2, true);
    return this.#out.endsWith('\n') ? this.#out.slice(0, -1) : this.#out;
  }

  /**
   * @param indent column of the collection around the node; -2 at the root
   * @param inline whether a collection starts where the text stands (behind `- `) or on a new line (behind `key:`)
   */
  #node(value: GoValue, indent: number, inline: boolean): void {
    if ((value instanceof GoMap || value instanceof GoList) && value.isNil && !this.pretty) this.#out += inline ? 'null' : ' null';
    else if (value instanceof GoMap) this.#map(value.entries, indent, inline);
    else if (value instanceof GoList) this.#list(value.entries, indent, inline);
    else if (value instanceof GoStruct) {
      if (value.json !== null && !this.pretty) this.#node(value.json(), indent, inline);
      else this.#map(value.fields, indent, inline);
    }
    else {
      if (!inline) this.#out += ' ';
      this.#scalar(value, indent);
    }
  }

  #map(entries: ReadonlyMap<string, Entry>, indent: number, inline: boolean): void {
    if (entries.size === 0) {
      this.#out += inline ? '{}' : ' {}';
      return;
    }
    this.#enter();
    const column = indent + 2;
    const keys = [...entries.keys()];
    if (keys.length > 1) keys.sort(this.pretty ? compareKeysV3 : compareKeys);
    let first = inline;
    for (const key of keys) {
      if (first) first = false;
      else this.#newLine(column);
      const entry = entries.get(key)!;
      if (this.#key(key, column)) this.#entry(entry, column, false);
      else {
        this.#newLine(column);
        this.#out += ': ';
        this.#entry(entry, column, true);
      }
    }
    this.#depth--;
  }

  #list(entries: readonly Entry[], indent: number, inline: boolean): void {
    if (entries.length === 0) {
      this.#out += inline ? '[]' : ' []';
      return;
    }
    this.#enter();
    const column = inline || this.pretty ? indent + 2 : indent;
    let first = inline;
    for (const entry of entries) {
      if (first) first = false;
      else this.#newLine(column);
      this.#out += '- ';
      this.#entry(entry, column, true);
    }
    this.#depth--;
  }

  #entry(entry: Entry, column: number, inline: boolean): void {
    const value = entry.value;
    if (this.spans === null || value instanceof GoMap || value instanceof GoList || value instanceof GoStruct) {
      this.#node(value, column, inline);
      return;
    }
    if (!inline) this.#out += ' ';
    const start = this.#out.length;
    this.#scalar(value, column);
    let end = this.#out.length;
    while (this.#out.charCodeAt(end - 1) === 10) end--;
    this.spans.push({ start, end, entry });
  }

  /** Writes `key:`, or `? key` where it cannot stand on the line of its value; says which. */
  #key(key: string, column: number): boolean {
    const bytes = key.length * 3 <= LONGEST_SIMPLE_KEY ? 0 : Buffer.byteLength(key);
    if (!this.pretty && (CONTROL.test(key) || (bytes > LONGEST_SIMPLE_KEY && [...jsonString(key, true)].length > LONGEST_JSON_KEY))) throw new CannotWrite();
    const style = styleOf(key, true, this.pretty);
    if (style === 'plain' && bytes <= LONGEST_SIMPLE_KEY) {
      this.#out += `${key}:`;
      return true;
    }
    if (bytes > LONGEST_SIMPLE_KEY || /[\n\r\x85\u2028\u2029]/.test(key)) {
      this.#out += '? ';
      this.#string(key, column);
      return false;
    }
    this.#out += style === 'single' ? `'${key.replaceAll("'", "''")}':` : `"${escapeDouble(key)}":`;
    return true;
  }

  #scalar(value: GoValue, indent: number): void {
    switch (typeof value) {
      case 'string':
        return this.#string(value, indent);
      case 'boolean':
        this.#out += value ? 'true' : 'false';
        return;
      case 'number':
        this.#out += this.pretty ? prettyNumber(value) : numberText(value);
        return;
    }
    if (value instanceof GoInt) this.#out += value.value.toString();
    else if (value instanceof GoBytes) this.#string(Buffer.from(value.bytes).toString('base64'), indent);
    else if (value === undefined || value === null) this.#out += 'null';
    else this.#out += (value as { marker: string }).marker;
  }

  #string(value: string, indent: number): void {
    const text = this.pretty || !CONTROL.test(value) ? value : throughJson(value);
    const column = Math.max(indent, 0) + 2;
    switch (styleOf(text, false, this.pretty)) {
      case 'plain':
        return this.#foldable(text, column, 'plain');
      case 'single':
        return this.#foldable(this.#singleQuoted(text, column), column, 'single');
      case 'double':
        return this.#foldable(`"${escapeDouble(text)}"`, column, 'double');
      case 'literal':
        return this.#literal(text, column);
    }
  }

  #singleQuoted(text: string, column: number): string {
    const inside = text.replaceAll("'", "''");
    if (!/[\u2028\u2029]/.test(text)) return `'${inside}'`;
    return `'${inside.replace(/([\u2028\u2029])(?=[^\u2028\u2029])/g, `$1${' '.repeat(column)}`)}'`;
  }

  /** Text with its quotes: broken at single spaces beyond the width; go-yaml v2 looks at the column before the space. */
  #foldable(text: string, column: number, style: 'plain' | 'single' | 'double'): void {
    if (this.#out.length - this.#lineStart + text.length <= this.#width) {
      this.#out += text;
      return;
    }
    const firstBreak = style === 'plain' ? 0 : 2;
    const lastBreak = style === 'plain' ? text.length - 1 : text.length - 3;
    let from = 0;
    for (let at = text.indexOf(' '); at >= 0; at = text.indexOf(' ', at + 1)) {
      const beyond = this.#out.length - this.#lineStart + at - from > this.#width;
      if (!beyond || at < firstBreak || at > lastBreak || text.charCodeAt(at - 1) === 32) continue;
      const more = text.charCodeAt(at + 1) === 32;
      if (more && style !== 'double') continue;
      this.#out += text.slice(from, at);
      this.#newLine(column);
      if (more) this.#out += '\\';
      from = at + 1;
    }
    this.#out += text.slice(from);
  }

  #literal(text: string, column: number): void {
    this.#out += `|${literalHeader(text)}\n`;
    const padding = ' '.repeat(column);
    this.#out += text.replace(/[^\n\u2028\u2029]+/g, (line) => padding + line);
    if (/[\n\u2028\u2029]$/.test(text)) this.#lineStart = this.#out.length;
    if (this.#out.length > MAX_LENGTH) throw new CannotWrite();
  }

  #newLine(column: number): void {
    if (this.#out.length !== this.#lineStart) this.#out += '\n';
    this.#lineStart = this.#out.length;
    if (column > 0) this.#out += ' '.repeat(column);
  }

  #enter(): void {
    if (++this.#depth > MAX_DEPTH || this.#out.length > MAX_LENGTH) throw new CannotWrite();
  }
}

/** JSON leaves these as they are, and go-yaml v2 reads its text again. */
const CONTROL = /[\x7f-\x9f\ufffe\uffff]/;

/** A quoted next line character is a line break to be folded; the other characters are refused. */
function throughJson(text: string): string {
  if (/[\x7f-\x84\x86-\x9f\ufffe\uffff]/.test(text)) throw new CannotWrite();
  return text.replace(/ *\x85[ \x85]*/g, (breaks) => '\n'.repeat(breaks.split('\x85').length - 2) || ' ');
}

/** go-yaml v2 after JSON: integral values within 64 bits are integers again, everything else has strconv's `g` form. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) throw new CannotWrite();
  return Number.isInteger(value) && value < MAX_UINT64 && value > MIN_INT64 ? String(value) : formatFloat(value);
}

function prettyNumber(value: number): string {
  if (Number.isNaN(value)) return '.nan';
  if (!Number.isFinite(value)) return value > 0 ? '.inf' : '-.inf';
  return formatFloat(value);
}
