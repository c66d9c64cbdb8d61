/** Flags, width and precision of one verb of a format. */
export interface Directive {
  minus: boolean;
  plus: boolean;
  sharp: boolean;
  space: boolean;
  zero: boolean;
  /** -1 where there is none. */
  width: number;
  precision: number;
}

/** The flags as one value sees them: `%+v` and `%#v` have flags of their own. */
export type Flags = Directive & { readonly plusV?: boolean; readonly sharpV?: boolean };

/** Widths count characters; zeros go to the left only. */
export function pad(text: string, flags: Directive): string {
  if (flags.width <= 0) return text;
  const missing = flags.width - Array.from(text).length;
  if (missing <= 0) return text;
  if (flags.minus) return text + ' '.repeat(missing);
  return (flags.zero ? '0' : ' ').repeat(missing) + text;
}
