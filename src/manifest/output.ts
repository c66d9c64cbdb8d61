import { SourceFile } from '../source/index.js';
import type { TextOrigin } from '../value/index.js';

/** The text of one rendered template file, ready to be read as manifests. */
export interface Output {
  /** The text as helm prints it; its name is the template's. */
  readonly source: SourceFile;
  /** Where each piece of it came from. */
  readonly origin: TextOrigin;
}

const NO_VALUE = '<no value>';

/** helm deletes what a nil prints from the text of every file. */
export function outputOf(name: string, origin: TextOrigin): Output {
  const text = origin.toString();
  return { source: new SourceFile(name, text.includes(NO_VALUE) ? text.replaceAll(NO_VALUE, '') : text), origin };
}
