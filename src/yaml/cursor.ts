import type { SourceFile } from '../source/index.js';
import type { Flavour } from './flavour.js';

/** Thrown at what is not recognised beyond doubt; the caller takes the general reader. */
export const NOT_MINE = new Error('not the plain block subset');

export const TAB = 9;
export const NEWLINE = 10;
export const RETURN = 13;
export const SPACE = 32;
export const QUOTE = 34;
export const HASH = 35;
export const AMPERSAND = 38;
export const APOSTROPHE = 39;
export const ASTERISK = 42;
export const COMMA = 44;
export const DASH = 45;
export const COLON = 58;
export const BACKSLASH = 92;

/** A place in a text and the moves between lines that the readers of the block subset share. */
export class Cursor {
  readonly text: string;
  /** Column of the content at `pos` after a line change; -1 at the end of the document. */
  column = -1;
  /** Empty lines, and whether there were comment lines, that the last line change passed. */
  emptyLines = 0;
  passedComment = false;

  constructor(
    readonly file: SourceFile,
    public pos: number,
    readonly end: number,
    readonly flavour: Flavour,
  ) {
    this.text = file.text;
  }

  refuse(): never {
    throw NOT_MINE;
  }

  skipSpaces(): void {
    const { text, end } = this;
    let at = this.pos;
    while (at < end && text.charCodeAt(at) === SPACE) at++;
    this.pos = at;
  }

  isBlank(at: number): boolean {
    if (at >= this.end) return true;
    const code = this.text.charCodeAt(at);
    if (code === TAB) throw NOT_MINE;
    return code === SPACE || code === NEWLINE || code === RETURN;
  }

  /** Only meaningful behind a space or an indicator. */
  atLineEnd(): boolean {
    if (this.pos >= this.end) return true;
    const code = this.text.charCodeAt(this.pos);
    return code === NEWLINE || code === RETURN || code === HASH;
  }

  /** From behind a value to the next line with content; only spaces and a comment may follow the value. */
  endLine(): void {
    const from = this.pos;
    this.skipSpaces();
    if (this.pos < this.end) {
      const code = this.text.charCodeAt(this.pos);
      if (code === HASH) {
        if (from === this.pos && this.text.charCodeAt(from - 1) !== SPACE) throw NOT_MINE;
        this.#skipLine();
      } else if (code === NEWLINE) this.pos++;
      else if (code === RETURN) this.pos += 2;
      else throw NOT_MINE;
    }
    this.nextLine();
  }

  /** From the start of a line to the first content at or after it. */
  nextLine(): void {
    const text = this.text;
    this.emptyLines = 0;
    this.passedComment = false;
    while (this.pos < this.end) {
      const start = this.pos;
      this.skipSpaces();
      if (this.pos >= this.end) break;
      const code = text.charCodeAt(this.pos);
      if (code === HASH) {
        this.passedComment = true;
        this.#skipLine();
      } else if (code === NEWLINE) {
        this.emptyLines++;
        this.pos++;
      } else if (code === RETURN) {
        this.emptyLines++;
        this.pos += 2;
      } else if (code === TAB || (start === this.pos && code === 37)) throw NOT_MINE;
      else {
        this.column = start === this.pos && this.#atMarker() ? -1 : this.pos - start;
        return;
      }
    }
    this.column = -1;
  }

  #skipLine(): void {
    const newline = this.text.indexOf('\n', this.pos);
    this.pos = newline < 0 || newline >= this.end ? this.end : newline + 1;
  }

  /** `---` or `...` at the start of a line ends the document. */
  #atMarker(): boolean {
    const marker = this.text.startsWith('---', this.pos) || this.text.startsWith('...', this.pos);
    return marker && this.isBlank(this.pos + 3);
  }
}
