import type { Report } from './document.js';

type Plain = null | boolean | number | string | readonly Plain[] | { readonly [key: string]: Plain };

/**
 * The JSON report in block style. Written here rather than by the YAML library because the shape is small and ours, and
 * loading the library would double the start-up of a small run.
 */
export const writeYaml = (report: Report): string => writeBlock(report as unknown as Plain, '');

function writeBlock(value: Plain, indent: string): string {
  if (Array.isArray(value)) {
    return value.map((item: Plain) => `${indent}-${afterMark(item, `${indent}  `)}`).join('');
  }
  return Object.entries(value as Record<string, Plain>)
    .filter(([, child]) => child !== undefined)
    .map(([key, child]) => `${indent}${writeScalar(key)}:${afterKey(child, indent)}`)
    .join('');
}

/** A container in a list starts on the line of its dash. */
function afterMark(value: Plain, indent: string): string {
  return isEmptyOrScalar(value) ? ` ${writeLeaf(value)}\n` : ` ${writeBlock(value, indent).slice(indent.length)}`;
}

function afterKey(value: Plain, indent: string): string {
  return isEmptyOrScalar(value) ? ` ${writeLeaf(value)}\n` : `\n${writeBlock(value, `${indent}  `)}`;
}

const isEmptyOrScalar = (value: Plain): boolean =>
  value === null || typeof value !== 'object' || Object.keys(value).length === 0;

function writeLeaf(value: Plain): string {
  if (value === null || typeof value === 'boolean' || typeof value === 'number') return String(value);
  if (typeof value === 'string') return writeScalar(value);
  return Array.isArray(value) ? '[]' : '{}';
}

/** Starts with a letter or `/` and holds nothing that YAML could read as syntax; a colon only inside a word. */
const PLAIN = /^[A-Za-z/][\w./@+-]*(?::[\w./@+-]+)*$/;
/** What YAML 1.1 or 1.2 reads as something else than text. */
const RESERVED = /^(?:null|true|false|yes|no|on|off|y|n)$/i;

/** JSON text is YAML's double-quoted style, except that YAML breaks lines at these four. */
const writeScalar = (text: string): string =>
  PLAIN.test(text) && !RESERVED.test(text) ? text : JSON.stringify(text).replace(/[\x7f\x85\u2028\u2029]/g, escapeUnit);

const escapeUnit = (unit: string): string => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
