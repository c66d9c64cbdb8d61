import { DerivedSource, type TextOrigin } from '../value/index.js';

const NO_VALUE = '<no value>';

/**
 * The text of one rendered template file as helm prints it, ready to be read as manifests; its name is the template's. helm deletes
 * what a nil prints from the text of every file.
 */
export function outputOf(name: string, origin: TextOrigin): DerivedSource {
  const text = origin.toString();
  return new DerivedSource(name, text.includes(NO_VALUE) ? text.replaceAll(NO_VALUE, '') : text, origin);
}
