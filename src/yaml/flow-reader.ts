import { Spot } from '../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { APOSTROPHE, ASTERISK, COLON, COMMA, HASH, NOT_MINE, QUOTE, SPACE, type Cursor } from './cursor.js';
import type { Anchors } from './anchors.js';
import { readQuoted } from './quoted.js';

const MAX_DEPTH = 100;
const CLOSE_LIST = 93;
const CLOSE_MAP = 125;
/** Only what every reader understands alike: one line, no question mark or bracket inside, no colon before a comma. */
const PLAIN = /[A-Za-z0-9_./$(=~^\\+-](?:[^\s,:?#[\]{}]|:(?=[^\s,:?#[\]{}])| +(?=[^\s,:?#[\]{}]))*/y;

/** Reads the flow collection at the cursor and goes behind it. */
export function readFlow(cursor: Cursor, anchors: Anchors): GoValue {
  return new FlowReader(cursor, anchors).node();
}

class FlowReader {
  #depth = 0;

  constructor(
    readonly cursor: Cursor,
    readonly anchors: Anchors,
  ) {}

  node(): GoValue {
    const { text, pos } = this.cursor;
    const first = text.charCodeAt(pos);
    if (first === QUOTE || first === APOSTROPHE) return readQuoted(this.cursor);
    if (first === 91 || first === 123) {
      if (++this.#depth > MAX_DEPTH) throw NOT_MINE;
      const value = first === 91 ? this.#list() : this.#map();
      this.#depth--;
      return value;
    }
    const value = this.cursor.flavour.resolve(this.#plain());
    if (typeof value === 'number' && !Number.isFinite(value)) throw NOT_MINE;
    return value;
  }

  #entry(): Entry {
    const { cursor } = this;
    if (cursor.text.charCodeAt(cursor.pos) === ASTERISK) return this.anchors.take(cursor);
    const from = cursor.pos;
    const value = this.node();
    return new Entry(value, new Spot(cursor.file, from, cursor.pos));
  }

  #list(): GoList {
    const entries: Entry[] = [];
    this.cursor.pos++;
    this.#skip();
    while (!this.#closes(CLOSE_LIST)) {
      entries.push(this.#entry());
      this.#separator(CLOSE_LIST);
    }
    return new GoList(entries);
  }

  #map(): GoMap {
    const map = new GoMap();
    const { cursor } = this;
    cursor.pos++;
    this.#skip();
    while (!this.#closes(CLOSE_MAP)) {
      const key = this.#key();
      cursor.skipSpaces();
      map.entries.set(key, this.#entry());
      this.#separator(CLOSE_MAP);
    }
    return map;
  }

  /** A quoted key needs no space behind its colon. */
  #key(): string {
    const { cursor } = this;
    const from = cursor.pos;
    const first = cursor.text.charCodeAt(from);
    const isQuoted = first === QUOTE || first === APOSTROPHE;
    const plain = isQuoted ? '' : this.#plain();
    const key = isQuoted ? readQuoted(cursor) : plain === '<<' ? null : cursor.flavour.key(plain);
    if (key === null || cursor.pos - from > 300 || cursor.text.slice(from, cursor.pos).includes('\n')) throw NOT_MINE;
    if (cursor.text.charCodeAt(cursor.pos) !== COLON) throw NOT_MINE;
    cursor.pos++;
    if (!isQuoted && cursor.text.charCodeAt(cursor.pos) !== SPACE) throw NOT_MINE;
    return key;
  }

  #plain(): string {
    const { cursor } = this;
    PLAIN.lastIndex = cursor.pos;
    const found = PLAIN.exec(cursor.text);
    if (found === null || found[0] === '-' || found[0].startsWith('- ') || cursor.pos + found[0].length >= cursor.end) throw NOT_MINE;
    cursor.pos += found[0].length;
    return found[0];
  }

  #closes(close: number): boolean {
    const { cursor } = this;
    if (cursor.pos >= cursor.end) throw NOT_MINE;
    if (cursor.text.charCodeAt(cursor.pos) !== close) return false;
    cursor.pos++;
    return true;
  }

  #separator(close: number): void {
    const { cursor } = this;
    this.#skip();
    if (cursor.pos >= cursor.end) throw NOT_MINE;
    const code = cursor.text.charCodeAt(cursor.pos);
    if (code === close) return;
    if (code !== COMMA) throw NOT_MINE;
    cursor.pos++;
    this.#skip();
  }

  /** Spaces, and line breaks with comments between items; a document marker ends up at column -1 and is refused. */
  #skip(): void {
    const { cursor } = this;
    cursor.skipSpaces();
    if (cursor.pos >= cursor.end || !cursor.atLineEnd()) return;
    if (cursor.text.charCodeAt(cursor.pos) === HASH && cursor.text.charCodeAt(cursor.pos - 1) !== SPACE) throw NOT_MINE;
    cursor.endLine();
    if (cursor.column < 0) throw NOT_MINE;
  }
}
