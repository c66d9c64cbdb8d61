import { SourceFile, type Spot } from '../source/index.js';
import type { GoList, GoMap, GoValue } from './model.js';

/**
 * Where a value came from. Origins are recorded while evaluating and read only for what is reported, so they keep references
 * and leave the arithmetic to the reader (`src/trace`).
 */
export type Origin = Spot | FieldOrigin | CallOrigin | TextOrigin;

/** A map entry or list element that was read, present or not: `.Values.image.tag`, `index .list 0`. */
export class FieldOrigin {
  constructor(
    readonly container: GoMap | GoList,
    readonly key: string | number,
    /** Origin of the entry when it was read; null where absent. */
    readonly origin: Origin | null,
  ) {}
}

/** The result of a function whose text is made of the texts of its arguments. */
export class CallOrigin {
  constructor(
    readonly name: string,
    readonly args: readonly GoValue[],
    readonly origins: readonly (Origin | null)[],
    readonly result: GoValue,
  ) {}
}

/** Text that one template body wrote: a whole file, or the result of `include` or `tpl`. */
export class TextOrigin {
  readonly chunks: Chunk[] = [];

  #text = '';

  /**
   * @param source what the nodes of the chunks are offsets into
   * @param traced false: only the text is kept, which takes a fraction of the memory
   */
  constructor(
    readonly source: SourceFile,
    readonly traced = true,
  ) {}

  write(text: string, node: Range, origin: Origin | null, guards: unknown): void {
    if (this.traced) this.chunks.push({ text, node, origin, guards });
    else this.#text += text;
  }

  /** The whole text. */
  toString(): string {
    const { chunks } = this;
    if (!this.traced) return this.#text;
    if (chunks.length === 1) return chunks[0]!.text;
    let text = '';
    for (const chunk of chunks) text += chunk.text;
    return text;
  }
}

export interface Range {
  readonly start: number;
  readonly end: number;
}

/** What one text node or action wrote. */
export interface Chunk {
  readonly text: string;
  /** Node of the template that wrote it. */
  readonly node: Range;
  /** Where the value came from; null for literal text and for what cannot be traced. */
  readonly origin: Origin | null;
  /** The forced conditions it stands under; opaque here, null where there are none. */
  readonly guards: unknown;
}

/** A text made while evaluating and then read again (`fromYaml`, `tpl`): positions in it lead on to where it came from. */
export class DerivedSource extends SourceFile {
  constructor(
    name: string,
    text: string,
    readonly origin: Origin | null,
  ) {
    super(name, text);
  }
}
