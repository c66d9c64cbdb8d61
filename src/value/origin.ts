import type { Spot } from '../source/index.js';
import type { GoList, GoMap, GoValue } from './model.js';

/**
 * Where a value came from. Origins are recorded while evaluating and only read for what is reported, so they keep
 * references and leave the arithmetic to the reader (`src/image/trace`).
 */
export type Origin = Spot | FieldOrigin | CallOrigin | TextOrigin;

/** A map entry or list element that was read: `.Values.image.tag`, `index .list 0`. Present or not. */
export class FieldOrigin {
  constructor(
    readonly container: GoMap | GoList,
    readonly key: string | number,
    /** Origin of the entry when it was read; null where absent. */
    readonly origin: Origin | null,
  ) {}
}

/** The result of a function. `rule` names how result text maps to argument text. */
export class CallOrigin {
  constructor(
    readonly name: string,
    readonly args: readonly GoValue[],
    readonly origins: readonly (Origin | null)[],
    readonly result: GoValue,
  ) {}
}

/** Text that a template wrote: the result of `include` or `tpl`, or a whole file. */
export class TextOrigin {
  /** What was printed, one after the other. */
  readonly chunks: string[] = [];
  /** Where each chunk came from. */
  readonly origins: (Origin | null)[] = [];
  /** The conditions each chunk stands under; opaque here. */
  readonly guards: unknown[] = [];
}
