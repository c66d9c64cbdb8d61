import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { MAX_DEPTH } from './depth.js';

export interface JsonResult {
  readonly value: GoValue;
  /** Go's message, or null. */
  readonly error: string | null;
}

class JsonError extends Error {}

/** Decodes JSON as Go's encoding/json does into an `interface {}`; the origin of each entry is the Spot of its value. */
export function fromJson(file: SourceFile): JsonResult {
  try {
    return { value: new JsonReader(file).document(), error: null };
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return { value: null, error: error.message };
  }
}

const STRING = /"((?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*)"/y;
const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][-+]?[0-9]+)?/y;

class JsonReader {
  #at = 0;
  #depth = 0;
  /** Go checks the grammar of the whole text before it looks at ranges of numbers. */
  #rangeError: JsonError | null = null;
  readonly #text: string;

  constructor(readonly file: SourceFile) {
    this.#text = file.text;
  }

  document(): GoValue {
    const value = this.#value('looking for beginning of value');
    this.#skipSpace();
    if (this.#at < this.#text.length) this.#unexpected('after top-level value');
    if (this.#rangeError !== null) throw this.#rangeError;
    return value;
  }

  #entry(): Entry {
    this.#skipSpace();
    const start = this.#at;
    const value = this.#value('looking for beginning of value');
    return new Entry(value, new Spot(this.file, start, this.#at));
  }

  #value(context: string): GoValue {
    this.#skipSpace();
    switch (this.#text[this.#at]) {
      case '{':
        return this.#object();
      case '[':
        return this.#array();
      case '"':
        return this.#string();
      case 't':
        return this.#literal('true', true);
      case 'f':
        return this.#literal('false', false);
      case 'n':
        return this.#literal('null', null);
    }
    return /[-0-9]/.test(this.#text[this.#at] ?? '') ? this.#number() : this.#unexpected(context);
  }

  #object(): GoMap {
    const map = new GoMap();
    this.#enter();
    this.#skipSpace();
    if (this.#take('}')) return this.#leave(map);
    do {
      this.#skipSpace();
      if (this.#text[this.#at] !== '"') this.#unexpected('looking for beginning of object key string');
      const key = this.#string();
      this.#skipSpace();
      if (!this.#take(':')) this.#unexpected('after object key');
      map.entries.set(key, this.#entry());
      this.#skipSpace();
    } while (this.#take(','));
    if (!this.#take('}')) this.#unexpected('after object key:value pair');
    return this.#leave(map);
  }

  #array(): GoList {
    const entries: Entry[] = [];
    this.#enter();
    this.#skipSpace();
    if (this.#take(']')) return this.#leave(new GoList(entries));
    do {
      entries.push(this.#entry());
      this.#skipSpace();
    } while (this.#take(','));
    if (!this.#take(']')) this.#unexpected('after array element');
    return this.#leave(new GoList(entries));
  }

  #string(): string {
    STRING.lastIndex = this.#at;
    const found = STRING.exec(this.#text);
    if (found === null) return this.#badString();
    this.#at += found[0].length;
    return found[1]!.includes('\\') ? (JSON.parse(found[0]) as string).replace(LONE_SURROGATE, '\ufffd') : found[1]!;
  }

  #badString(): never {
    this.#at += /^"(?:[^"\\\x00-\x1f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*/.exec(this.#text.slice(this.#at))![0].length;
    const escape = /^\\(u[0-9a-fA-F]{0,3})?/.exec(this.#text.slice(this.#at));
    if (escape === null) this.#unexpected('in string literal');
    this.#at += escape[0].length;
    return this.#unexpected(escape[1] === undefined ? 'in string escape code' : 'in \\u hexadecimal character escape');
  }

  #number(): number {
    NUMBER.lastIndex = this.#at;
    const found = NUMBER.exec(this.#text);
    const text = found?.[0] ?? '-';
    this.#at += text.length;
    const next = this.#text[this.#at] ?? '';
    if (found === null) this.#unexpected('in numeric literal');
    if (next === '.' && !/[.eE]/.test(text)) {
      this.#at++;
      this.#unexpected('after decimal point in numeric literal');
    }
    if (/[eE]/.test(next) && !/[eE]/.test(text)) {
      this.#at += /^[eE][-+]?/.exec(this.#text.slice(this.#at))![0].length;
      this.#unexpected('in exponent of numeric literal');
    }
    const value = Number(text);
    if (!Number.isFinite(value)) this.#rangeError ??= new JsonError(`json: cannot unmarshal number ${text} into Go value of type float64`);
    return value;
  }

  #literal<T>(word: string, value: T): T {
    for (const letter of word) {
      if (this.#text[this.#at] !== letter) this.#unexpected(`in literal ${word} (expecting '${letter}')`);
      this.#at++;
    }
    return value;
  }

  #enter(): void {
    this.#at++;
    // Go allows 10 000.
    if (++this.#depth > MAX_DEPTH) throw new JsonError('exceeded max depth');
  }

  #leave<T>(value: T): T {
    this.#depth--;
    return value;
  }

  #take(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }

  #skipSpace(): void {
    for (;;) {
      const code = this.#text.charCodeAt(this.#at);
      if (code !== 32 && code !== 10 && code !== 13 && code !== 9) return;
      this.#at++;
    }
  }

  #unexpected(context: string): never {
    const atEnd = this.#at >= this.#text.length;
    // Go closes the text with a space, which only the middle of a token refuses.
    if (atEnd && TOKEN_CONTEXT.test(context)) throw new JsonError(`invalid character ' ' ${context}`);
    if (atEnd) throw new JsonError('unexpected end of JSON input');
    throw new JsonError(`invalid character ${quoteByte(this.#text, this.#at)} ${context}`);
  }
}

const TOKEN_CONTEXT = /literal \w+ \(|numeric literal$|escape/;
const LONE_SURROGATE = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** Go names the byte, as if it were Latin-1. */
function quoteByte(text: string, at: number): string {
  const byte = Buffer.from(String.fromCodePoint(text.codePointAt(at)!))[0]!;
  const character = String.fromCharCode(byte);
  if (character === "'") return "'\\''";
  if (character === '"') return "'\"'";
  const short = ({ '\\': '\\\\', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\b': '\\b', '\f': '\\f', '\v': '\\v', '\x07': '\\a' } as Record<string, string>)[character];
  if (short !== undefined) return `'${short}'`;
  if (byte < 32 || byte === 127) return `'\\x${byte.toString(16).padStart(2, '0')}'`;
  if ((byte >= 128 && byte <= 160) || byte === 173) return `'\\u00${byte.toString(16)}'`;
  return `'${character}'`;
}
