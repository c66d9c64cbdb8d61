import { createRequire } from 'node:module';

/** Whether a regular expression of RE2 is true of a whole text. A broken one is true of nothing. */
export function matchesWhole(pattern: string, text: string): boolean {
  // A dot in a name is meant as one.
  if (/^[\w./:-]*$/.test(pattern)) return pattern === text;
  const { RE2JS } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
  try {
    return RE2JS.matches(`(?:${pattern.replace(/^\^|\$$/g, '')})`, text);
  } catch {
    return false;
  }
}
