import { Spot, type SourceFile } from '../source/index.js';

/** Reads a `--set` argument from left to right. */
export class SetCursor {
  at = 0;

  /** @param escapes whether `\` takes the next character literally */
  constructor(
    readonly file: SourceFile,
    private readonly escapes: boolean,
  ) {}

  get text(): string {
    return this.file.text;
  }

  get atEnd(): boolean {
    return this.at >= this.text.length;
  }

  /** Reads up to one of the stops and over it; `stop` is '' at the end of the text. */
  until(stops: string): Part {
    const start = this.at;
    let text = '';
    while (!this.atEnd) {
      const char = this.text[this.at++]!;
      if (stops.includes(char)) return { text, stop: char, spot: this.spot(start, this.at - 1) };
      if (char !== '\\' || !this.escapes) text += char;
      else if (!this.atEnd) text += this.text[this.at++]!;
    }
    return { text, stop: '', spot: this.spot(start) };
  }

  /** Over spaces and at most one comma; whether there was nothing else before the comma or the end. */
  skipBlank(): boolean {
    while (!this.atEnd) {
      const char = this.text[this.at]!;
      if (char !== ',' && !/[\s\x85]/.test(char)) return false;
      this.at++;
      if (char === ',') return true;
    }
    return true;
  }

  spot(start: number, end = this.at): Spot {
    return new Spot(this.file, start, end);
  }
}

export interface Part {
  /** Without its escapes. */
  readonly text: string;
  readonly stop: string;
  readonly spot: Spot;
}
