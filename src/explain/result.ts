import type { Component, Status } from '../scan/index.js';

/** What is told of the images that a text matches; plain data, keys as in the JSON it is written as. */
export interface Answer {
  readonly query: string;
  /** How many there are; one for each chart that has the image. */
  readonly total: number;
  /** The first of them. */
  readonly images: readonly Explanation[];
  /** References that may have been meant where none matches. */
  readonly near: readonly string[];
}

export interface Explanation {
  readonly reference: string;
  readonly normalized: string;
  readonly status: Status;
  readonly chart: { readonly path: string; readonly name: string; readonly version: string };
  readonly uses: readonly Use[];
  readonly parts: readonly Part[];
  /** What has to change for the image to be rendered, outermost first. */
  readonly conditions: readonly Condition[];
  /** Null where the image is rendered already. */
  readonly switch_on: Switch | null;
  /** Null where the image is not rendered. */
  readonly switch_off: Switch | null;
}

export interface Place {
  readonly file: string;
  readonly line: number;
  /** 1-based; null where only the line is known. */
  readonly column: number | null;
  /** The text of the line; null where the file is not at hand. */
  readonly text: string | null;
}

/** A place where the image is used. */
export interface Use {
  readonly kind: string;
  readonly rule: string;
  readonly resource: { readonly kind: string; readonly name: string } | null;
  readonly document_path: string | null;
  readonly place: Place | null;
}

/** Parts of a reference that are decided in the same place. */
export interface Part {
  readonly components: readonly { readonly component: Component; readonly text: string }[];
  /** From the place of use to the place that decides, which is the last. */
  readonly steps: readonly (Place & { readonly path: string | null })[];
}

export interface Condition {
  readonly kind: string;
  readonly expression: string;
  readonly place: Place;
  /** The values that it reads, as far as they can be told, below the scanned chart's `.Values`. */
  readonly values: readonly { readonly path: string; readonly present: string }[];
}

/** Values that change whether the image is rendered, or why none could be derived. */
export type Switch =
  | { readonly values: Readonly<Record<string, unknown>>; readonly flags: readonly string[]; readonly reason: null }
  | { readonly values: null; readonly flags: null; readonly reason: string };
