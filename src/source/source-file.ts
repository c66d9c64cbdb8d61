/** A text that positions point into: a file of a chart, a `--set` argument, or a text made while evaluating. */
export class SourceFile {
  #lineStarts: number[] | undefined;

  /**
   * @param name what a person calls it: a path as the user gave it, `archive.tgz!/templates/x.yaml`, or `--set`
   * @param text the whole content; offsets are UTF-16 units of this string
   */
  constructor(
    readonly name: string,
    readonly text: string,
  ) {}

  /** 1-based line and column (UTF-16 units) of an offset. */
  position(offset: number): Position {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: offset - starts[low]! + 1 };
  }

  /** The text of a 1-based line without its line break; empty past the end. */
  line(number: number): string {
    const starts = (this.#lineStarts ??= lineStartsOf(this.text));
    const start = starts[number - 1];
    if (start === undefined) return '';
    return this.text.slice(start, starts[number] ?? this.text.length).replace(/\r?\n$/, '');
  }
}

export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * A text of which only its giver knows where it came from. A place in it is told as the number of the text and the range, in the
 * form of every place; the giver finds out what that is.
 */
export class HandedSource extends SourceFile {
  constructor(
    name: string,
    text: string,
    readonly number: number,
  ) {
    super(name, text);
  }
}

/** A range of a source, end exclusive. */
export class Spot {
  constructor(
    readonly file: SourceFile,
    readonly start: number,
    readonly end: number,
  ) {}
}

function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}
