import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoList, GoMap, GoStruct, int64, type GoValue } from '../value/index.js';
import { MAX_DEPTH } from './depth.js';

const MAX_INT64 = (1n << 63n) - 1n;

class TomlError extends Error {}

export interface TomlResult {
  /** What could be read before an error. */
  readonly value: GoMap;
  /** `toml: line 1: …`, or null. */
  readonly error: string | null;
}

/** Decodes TOML into maps as BurntSushi does: integers are int64, arrays of tables `[]map[string]interface {}`. */
export function readToml(file: SourceFile): TomlResult {
  const reader = new TomlReader(file);
  try {
    reader.document();
    return { value: reader.root, error: null };
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    return { value: new GoMap(), error: error.message };
  }
}

const DATE_TIME = /(?:\d{4}-\d\d-\d\d(?:[Tt ]\d\d:\d\d(?::\d\d)?(?:\.\d+)?(?:[Zz]|[-+]\d\d:\d\d)?)?|\d\d:\d\d(?::\d\d)?(?:\.\d+)?)(?![\w.:-])/y;
const NUMBER = /[-+]?(?:0x[0-9A-Fa-f_]+|0o[0-7_]+|0b[01_]+|inf|nan|(?:0|[1-9](?:_?\d)*)(?:\.\d(?:_?\d)*)?(?:[eE][-+]?\d(?:_?\d)*)?)(?![\w.])/y;
const BARE_KEY = /[A-Za-z0-9_-]+/y;

class TomlReader {
  readonly root = new GoMap();
  readonly #text: string;
  /** Tables that a header or a key has defined already, and inline ones, which are closed. */
  readonly #defined = new Set<GoMap>();
  #at = 0;
  #depth = 0;

  constructor(readonly file: SourceFile) {
    this.#text = file.text;
  }

  document(): void {
    let table = this.root;
    for (this.#skipLines(); this.#at < this.#text.length; this.#skipLines()) {
      if (this.#text[this.#at] === '[') table = this.#header();
      else this.#keyValue(table);
      this.#endLine();
    }
  }

  #header(): GoMap {
    const isArray = this.#text.startsWith('[[', this.#at);
    const from = this.#at;
    this.#at += isArray ? 2 : 1;
    const path = this.#keyPath();
    const close = isArray ? ']]' : ']';
    if (!this.#text.startsWith(close, this.#at)) this.#fail(`expected '${close}' to end the table name`);
    this.#at += close.length;
    const parent = this.#descend(this.root, path.slice(0, -1));
    const key = path.at(-1)!;
    const spot = new Spot(this.file, from, this.#at);
    return isArray ? this.#addTable(parent, key, spot) : this.#openTable(parent, key, path, spot);
  }

  #addTable(parent: GoMap, key: string, spot: Spot): GoMap {
    const table = new GoMap();
    const before = parent.entries.get(key)?.value;
    if (before !== undefined && !(before instanceof GoList && before.type === '[]map[string]interface {}')) this.#fail(`Key '${key}' has already been defined.`);
    const entries = [...(before?.entries ?? []), new Entry(table, spot)];
    parent.entries.set(key, new Entry(new GoList(entries, '[]map[string]interface {}'), spot));
    return table;
  }

  #openTable(parent: GoMap, key: string, path: readonly string[], spot: Spot): GoMap {
    const before = parent.entries.get(key)?.value;
    if (before instanceof GoMap && !this.#defined.has(before)) {
      this.#defined.add(before);
      return before;
    }
    if (before !== undefined) this.#fail(`Key '${path.join('.')}' has already been defined.`);
    const table = new GoMap();
    this.#defined.add(table);
    parent.entries.set(key, new Entry(table, spot));
    return table;
  }

  #descend(from: GoMap, path: readonly string[]): GoMap {
    let table = from;
    for (const key of path) {
      const found = table.entries.get(key)?.value;
      const next = found instanceof GoList ? found.entries.at(-1)?.value : found;
      if (next === undefined) {
        const created = new GoMap();
        table.entries.set(key, new Entry(created, new Spot(this.file, this.#at, this.#at)));
        table = created;
      } else if (next instanceof GoMap) table = next;
      else this.#fail(`Key '${key}' has already been defined.`);
    }
    return table;
  }

  #keyValue(table: GoMap): void {
    const path = this.#keyPath();
    if (this.#text[this.#at] !== '=') this.#fail("expected '.' or '=' after a key");
    this.#at++;
    this.#skipSpace();
    const parent = this.#descend(table, path.slice(0, -1));
    if (path.length > 1) this.#defined.add(parent);
    const key = path.at(-1)!;
    if (parent.has(key)) this.#fail(`Key '${path.join('.')}' has already been defined.`);
    parent.entries.set(key, this.#entry());
  }

  #keyPath(): string[] {
    const path: string[] = [];
    do {
      this.#skipSpace();
      const quote = this.#text[this.#at];
      if (quote === '"' || quote === "'") path.push(this.#string());
      else path.push(this.#match(BARE_KEY) ?? this.#fail('expected a key'));
      this.#skipSpace();
    } while (this.#take('.'));
    return path;
  }

  #entry(): Entry {
    const start = this.#at;
    const value = this.#value();
    return new Entry(value, new Spot(this.file, start, this.#at));
  }

  #value(): GoValue {
    const first = this.#text[this.#at];
    if (first === '"' || first === "'") return this.#string();
    if (first === '[') return this.#array();
    if (first === '{') return this.#inlineTable();
    if (this.#match(/true(?!\w)/y) !== null) return true;
    if (this.#match(/false(?!\w)/y) !== null) return false;
    const time = this.#match(DATE_TIME);
    if (time !== null) return new GoStruct('time.Time', new Map(), {}, () => time);
    return this.#number(this.#match(NUMBER) ?? this.#fail('expected value'));
  }

  #number(text: string): GoValue {
    const plain = text.replaceAll('_', '').replace(/^\+/, '');
    if (plain.endsWith('inf')) return plain.startsWith('-') ? -Infinity : Infinity;
    if (plain.endsWith('nan')) return NaN;
    if (!/^-?0[xob]/.test(plain) && /[.eE]/.test(plain)) return Number(plain);
    const size = BigInt(plain.replace(/^-/, ''));
    const value = plain.startsWith('-') ? -size : size;
    if (value > MAX_INT64 || value < -MAX_INT64 - 1n) this.#fail(`${text} is out of range for int64`);
    return int64(value);
  }

  #array(): GoList {
    const entries: Entry[] = [];
    this.#enter();
    for (this.#skipLines(); this.#text[this.#at] !== ']'; this.#skipLines()) {
      entries.push(this.#entry());
      this.#skipLines();
      if (!this.#take(',') && this.#text[this.#at] !== ']') this.#fail("expected a comma (',') or array terminator (']')");
    }
    this.#at++;
    this.#depth--;
    return new GoList(entries);
  }

  #inlineTable(): GoMap {
    const table = new GoMap();
    this.#defined.add(table);
    this.#enter();
    for (this.#skipLines(); this.#text[this.#at] !== '}'; this.#skipLines()) {
      this.#keyValue(table);
      this.#skipLines();
      if (!this.#take(',') && this.#text[this.#at] !== '}') this.#fail("expected a comma or an inline table terminator '}'");
    }
    this.#at++;
    this.#depth--;
    return table;
  }

  #string(): string {
    const quote = this.#text[this.#at]!;
    const long = this.#text.startsWith(quote.repeat(3), this.#at);
    const close = long ? quote.repeat(3) : quote;
    const from = this.#at + close.length;
    let at = from;
    while (at < this.#text.length && !this.#text.startsWith(close, at)) {
      if (this.#text[at] === '\n' && !long) this.#fail('strings cannot contain newlines');
      at += quote === '"' && this.#text[at] === '\\' ? 2 : 1;
    }
    if (at >= this.#text.length) this.#fail(`unexpected EOF; expected '${close}'`);
    // Up to two quotes may stand before the closing three.
    if (long) at += /^(['"])\1{2}(\1{0,2})/.exec(this.#text.slice(at, at + 5))?.[2]?.length ?? 0;
    this.#at = at + close.length;
    const inside = this.#text.slice(from, at).replace(long ? /^\r?\n/ : /^(?!)/, '').replaceAll('\r\n', '\n');
    return quote === '"' ? this.#unescape(long ? inside.replace(/\\[ \t]*\n\s*/g, '') : inside) : inside;
  }

  #unescape(text: string): string {
    return text.replace(/\\(?:([btnfre"\\])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|[^])/g, (all, short, x, u, long) => {
      if (short !== undefined) return ({ b: '\b', t: '\t', n: '\n', f: '\f', r: '\r', e: '\x1b' } as Record<string, string>)[short] ?? short;
      const code = Number.parseInt(x ?? u ?? long ?? '-1', 16);
      if (code < 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) this.#fail(`invalid escape character '${all[1]}'`);
      return String.fromCodePoint(code);
    });
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found === null) return null;
    this.#at += found[0].length;
    return found[0];
  }

  #enter(): void {
    this.#at++;
    if (++this.#depth > MAX_DEPTH) this.#fail('nested too deep');
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    this.#match(/[ \t]*/y);
  }

  #skipLines(): void {
    this.#match(/(?:[ \t\r\n]|#[^\n]*)*/y);
  }

  #endLine(): void {
    this.#match(/[ \t]*(?:#[^\n]*)?\r?/y);
    if (this.#at < this.#text.length && !this.#take('\n')) this.#fail('expected a top-level item to end with a newline, comment, or EOF');
  }

  #fail(message: string): never {
    throw new TomlError(`toml: line ${this.file.position(this.#at).line}: ${message}`);
  }
}
