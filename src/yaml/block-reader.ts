import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { Anchors } from './anchors.js';
import { readBlockScalar, type BlockHeader } from './block-scalar.js';
import { AMPERSAND, APOSTROPHE, ASTERISK, COLON, Cursor, DASH, HASH, NEWLINE, NOT_MINE, QUOTE, RETURN, SPACE, TAB } from './cursor.js';
import { MAX_DEPTH } from './depth.js';
import { FLAVOURS, type Flavour } from './flavour.js';
import { readFlow } from './flow-reader.js';
import { readQuoted } from './quoted.js';

/** go-yaml v2 looks for the colon of a key within 1024 bytes. */
const MAX_KEY = 300;
/** Characters that go-yaml v2 refuses or takes for line breaks, a carriage return alone, and byte order marks. */
const SPECIAL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]|\r(?!\n)/;
const BLOCK_HEADER = /[|>]([-+]?)([1-9]?)([-+]?)[ ]*(?: #[^\n]*|\r)?(?:\n|$)/y;

/**
 * Reads the plain block subset of YAML in one pass: block maps and sequences, plain scalars, quoted scalars, block scalars,
 * flow collections, anchors, aliases, merges, comments. Everything else, and everything ambiguous, gives null.
 */
export function readBlocks(file: SourceFile, start: number, end: number, flavour: Flavour = FLAVOURS.json): { value: GoValue } | null {
  const from = file.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  if (SPECIAL.test(from === 0 && end === file.text.length ? file.text : file.text.slice(from, end))) return null;
  try {
    return { value: new BlockReader(file, from, end, flavour).document() };
  } catch (error) {
    if (error === NOT_MINE) return null;
    throw error;
  }
}

class BlockReader extends Cursor {
  readonly #anchors = new Anchors();
  /** Range and origin of the value read last. */
  #from = 0;
  #stop = 0;
  #origin: Entry['origin'] = null;
  #key = '';
  #keyStop = 0;
  #isMerge = false;
  #depth = 0;

  document(): GoValue {
    this.nextLine();
    if (this.column < 0 && this.pos < this.end && this.text.startsWith('---', this.pos)) {
      this.pos += 3;
      this.endLine();
    }
    if (this.column < 0) {
      if (this.pos < this.end) throw NOT_MINE;
      return null;
    }
    const column = this.column;
    const value = this.#node(column, -1);
    const isBlock = value instanceof GoMap || value instanceof GoList;
    // go-yaml v2: a line left of an indented root ends the document; what follows is never looked at.
    if (this.column >= 0 && !(isBlock && this.column < column && this.#startsPlainly())) throw NOT_MINE;
    return value;
  }

  /** A node whose first character is at `pos` and column `column`; what belongs to it is deeper than `parentIndent`. */
  #node(column: number, parentIndent: number): GoValue {
    // The general reader knows how to refuse.
    if (++this.#depth > MAX_DEPTH) throw NOT_MINE;
    let value: GoValue;
    if (this.#atDash()) value = this.#sequence(column);
    else if (this.#takeKey()) value = this.#mapping(column);
    else value = this.#scalar(parentIndent);
    this.#depth--;
    return value;
  }

  #entry(value: GoValue): Entry {
    return new Entry(value, this.#origin ?? new Spot(this.file, this.#from, this.#stop));
  }

  /** The first key was taken. */
  #mapping(column: number): GoMap {
    const map = new GoMap();
    const from = this.#from;
    do {
      const key = this.#key;
      if (this.#isMerge) this.#merge(map, column);
      else {
        const value = this.#valueOf(column, this.#keyStop);
        map.entries.set(key, this.#entry(value));
      }
    } while (this.column === column && (this.#takeKey() || this.refuse()));
    if (this.column > column) throw NOT_MINE;
    this.#from = from;
    this.#origin = null;
    return map;
  }

  /** go-yaml v2: a merge writes over what stands before it, in v3 it never does; of several maps the first has the last word. */
  #merge(map: GoMap, column: number): void {
    this.skipSpaces();
    if (this.atLineEnd()) throw NOT_MINE;
    const value = this.#scalar(column);
    const { mergeWins } = this.flavour;
    const sources = value instanceof GoList ? value.values() : [value];
    if (mergeWins) sources.reverse();
    for (const source of sources) {
      if (!(source instanceof GoMap)) throw NOT_MINE;
      for (const [key, entry] of source.entries) if (mergeWins || !map.entries.has(key)) map.entries.set(key, entry);
    }
  }

  #valueOf(column: number, keyStop: number): GoValue {
    this.skipSpaces();
    if (!this.atLineEnd()) {
      if (this.text.charCodeAt(this.pos) === AMPERSAND) return this.#anchored(column);
      return this.#scalar(column);
    }
    this.endLine();
    this.#origin = null;
    if (this.column > column) return this.#node(this.column, column);
    if (this.column === column && this.#atDash()) return this.#sequence(column);
    this.#from = this.#stop = keyStop;
    return null;
  }

  /** `&name` with a value on its line or a collection below it. */
  #anchored(column: number): GoValue {
    const name = this.#anchors.takeName(this);
    if (!this.isBlank(this.pos)) throw NOT_MINE;
    this.#anchors.open(name);
    this.skipSpaces();
    let value: GoValue;
    if (!this.atLineEnd()) value = this.#scalar(column);
    else {
      this.endLine();
      if (this.column > column) value = this.#node(this.column, column);
      else if (this.column === column && this.#atDash()) value = this.#sequence(column);
      else throw NOT_MINE;
    }
    if (this.#origin !== null) throw NOT_MINE;
    this.#anchors.close(name, this.#entry(value));
    return value;
  }

  #sequence(column: number): GoList {
    const from = this.pos;
    const entries: Entry[] = [];
    do {
      const dash = this.pos++;
      this.skipSpaces();
      let value: GoValue = null;
      if (!this.atLineEnd()) value = this.#item(column + this.pos - dash, column);
      else {
        this.endLine();
        this.#origin = null;
        if (this.column > column) value = this.#node(this.column, column);
        else this.#from = this.#stop = dash + 1;
      }
      entries.push(this.#entry(value));
    } while (this.column === column && this.#atDash());
    if (this.column > column) throw NOT_MINE;
    this.#from = from;
    this.#origin = null;
    return new GoList(entries);
  }

  /** An anchor on the line of a key would be the key's. */
  #item(column: number, parentIndent: number): GoValue {
    if (this.text.charCodeAt(this.pos) !== AMPERSAND) return this.#node(column, parentIndent);
    const lineEnd = this.text.indexOf('\n', this.pos);
    if (/:[ \r]|:$|[ ]-[ ]/.test(this.text.slice(this.pos, lineEnd < 0 ? this.end : Math.min(lineEnd, this.end)))) throw NOT_MINE;
    return this.#anchored(parentIndent);
  }

  /** `key:` at `pos`; goes behind the colon. A key that is null or too long is not recognised. */
  #takeKey(): boolean {
    const text = this.text;
    const from = this.pos;
    const first = text.charCodeAt(from);
    this.#isMerge = false;
    if (first === QUOTE || first === APOSTROPHE) return this.#takeQuotedKey();
    if (!canStartPlain(first, text.charCodeAt(from + 1))) return false;
    let previous = first;
    for (let at = from + 1; at < this.end; at++) {
      const code = text.charCodeAt(at);
      if (code === NEWLINE || code === TAB || (code === HASH && previous === SPACE)) return false;
      if (code === COLON && this.isBlank(at + 1)) {
        let stop = at;
        while (text.charCodeAt(stop - 1) === SPACE) stop--;
        const plain = text.slice(from, stop);
        this.#isMerge = plain === '<<';
        this.pos = at;
        return this.#keyIs(this.flavour.key(plain) ?? this.refuse(), from, stop);
      }
      previous = code;
    }
    return false;
  }

  #takeQuotedKey(): boolean {
    const from = this.pos;
    const value = readQuoted(this);
    const stop = this.pos;
    this.skipSpaces();
    if (this.text.charCodeAt(this.pos) === COLON && this.pos < this.end && this.isBlank(this.pos + 1)) {
      if (stop - from <= MAX_KEY && this.text.slice(from, stop).includes('\n')) throw NOT_MINE;
      return this.#keyIs(value, from, stop);
    }
    this.pos = from;
    return false;
  }

  #keyIs(key: string, from: number, stop: number): true {
    if (stop - from > MAX_KEY) throw NOT_MINE;
    this.pos++;
    this.#key = key;
    this.#keyStop = stop;
    this.#from = from;
    return true;
  }

  /** Anything that starts on the line of its key or dash, but no block collection. */
  #scalar(parentIndent: number): GoValue {
    const from = this.pos;
    const first = this.text.charCodeAt(from);
    this.#origin = null;
    if (first === 124 || first === 62) return this.#blockScalar(parentIndent);
    let value: GoValue;
    if (first === QUOTE || first === APOSTROPHE) value = readQuoted(this);
    else if (first === 91 || first === 123) value = readFlow(this, this.#anchors);
    else if (first === ASTERISK) {
      const entry = this.#anchors.take(this);
      this.#origin = entry.origin;
      value = entry.value;
    } else return this.#plain(parentIndent);
    this.#from = from;
    this.#stop = this.pos;
    this.endLine();
    return value;
  }

  /** A plain scalar over one or more lines; lines are folded, empty lines stay. */
  #plain(parentIndent: number): GoValue {
    const text = this.text;
    const from = this.pos;
    if (!canStartPlain(text.charCodeAt(from), text.charCodeAt(from + 1))) throw NOT_MINE;
    let value = this.#plainLine();
    let stop = this.#stop;
    let lineStop = this.pos;
    this.endLine();
    while (this.column > parentIndent && !this.passedComment && text.charCodeAt(lineStop) !== HASH) {
      const emptyLines = this.emptyLines;
      value += (emptyLines === 0 ? ' ' : '\n'.repeat(emptyLines)) + this.#plainLine();
      stop = this.#stop;
      lineStop = this.pos;
      this.endLine();
    }
    this.#from = from;
    this.#stop = stop;
    const resolved = this.flavour.resolve(value);
    if (typeof resolved === 'number' && !Number.isFinite(resolved)) throw NOT_MINE;
    return resolved;
  }

  #plainLine(): string {
    const text = this.text;
    const from = this.pos;
    let stop = from;
    let at = from;
    for (; at < this.end; at++) {
      const code = text.charCodeAt(at);
      if (code === SPACE) continue;
      if (code === NEWLINE || code === RETURN) break;
      if (code === TAB || (code === COLON && this.isBlank(at + 1))) throw NOT_MINE;
      if (code === HASH && stop < at) break;
      stop = at + 1;
    }
    this.pos = at;
    this.#stop = stop;
    return text.slice(from, stop);
  }

  #blockScalar(parentIndent: number): string {
    const { text, pos: from, end } = this;
    BLOCK_HEADER.lastIndex = from;
    const found = BLOCK_HEADER.exec(end === text.length ? text : text.slice(0, end));
    if (found === null || (found[1] !== '' && found[3] !== '')) throw NOT_MINE;
    const sign = `${found[1]}${found[3]}`;
    const header: BlockHeader = {
      folded: text.charCodeAt(from) === 62,
      chomp: sign === '' ? 'clip' : sign === '-' ? 'strip' : 'keep',
      indent: found[2] === '' ? 0 : Math.max(parentIndent, 0) + Number(found[2]),
    };
    const headerStop = from + 1 + sign.length + found[2]!.length;
    const scalar = readBlockScalar(text, from + found[0].length, end, parentIndent, header, headerStop);
    if (scalar === null) throw NOT_MINE;
    this.pos = scalar.next;
    this.nextLine();
    this.#from = from;
    this.#stop = scalar.stop;
    return scalar.value;
  }

  #startsPlainly(): boolean {
    return /[A-Za-z0-9_"']/.test(this.text[this.pos]!) || this.#atDash();
  }

  #atDash(): boolean {
    return this.text.charCodeAt(this.pos) === DASH && this.isBlank(this.pos + 1);
  }
}

/** Whether a plain scalar can start so; what only some readers allow (`?`) is left to the general reader. */
function canStartPlain(first: number, second: number): boolean {
  if ((first >= 97 && first <= 122) || (first >= 47 && first <= 57) || (first >= 65 && first <= 90)) return true;
  if (first === DASH || first === COLON) return second > SPACE && second !== COMMA_CODE && !Number.isNaN(second);
  return !REFUSED_STARTS.has(first);
}

const COMMA_CODE = 44;
const REFUSED_STARTS = new Set([...'\t\n\r "#%&\',>?@[]`{|}!*'].map((character) => character.charCodeAt(0)));
