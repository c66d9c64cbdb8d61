import { decimalParts, formatFloat, GoBytes, GoInt, GoList, GoMap, GoStruct, type Entry, type GoValue } from '../value/index.js';
import { MAX_DEPTH } from './depth.js';

const MAX_LENGTH = 16 * 1024 * 1024;
const NEEDS_ESCAPE = /["\\\x00-\x1f\u2028\u2029]/;
const NEEDS_HTML_ESCAPE = /["\\\x00-\x1f\u2028\u2029<>&]/;

class CannotWrite extends Error {}

export interface JsonStyle {
  /** `<`, `>` and `&` as `\u003c` and so on: Go's default. */
  readonly escapeHtml: boolean;
  /** One level of indentation (`toPrettyJson`: two spaces). */
  readonly indent?: string;
}

/** Go's encoding/json; what it refuses (infinities, cycles) gives the empty text, as in sprig's and helm's functions. */
export function toJson(value: GoValue, style: JsonStyle): string {
  try {
    return new JsonWriter(style).value(value, '\n', 0);
  } catch (error) {
    if (error instanceof CannotWrite) return '';
    throw error;
  }
}

class JsonWriter {
  #length = 0;

  constructor(readonly style: JsonStyle) {}

  value(value: GoValue, margin: string, depth: number): string {
    if (depth > MAX_DEPTH || this.#length > MAX_LENGTH) throw new CannotWrite();
    switch (typeof value) {
      case 'string':
        return this.#string(value);
      case 'boolean':
        return value ? 'true' : 'false';
      case 'number':
        return jsonNumber(value);
    }
    if (value === undefined || value === null) return 'null';
    if (value instanceof GoInt) return value.value.toString();
    if ((value instanceof GoMap || value instanceof GoList) && value.isNil) return 'null';
    if (value instanceof GoMap) return this.#map(value.sortedKeys(), value.entries, margin, depth);
    if (value instanceof GoStruct) {
      if (value.json !== null) return this.value(value.json(), margin, depth);
      return this.#map([...value.fields.keys()], value.fields, margin, depth);
    }
    if (value instanceof GoList) return this.#list(value, margin, depth);
    if (value instanceof GoBytes) return `"${Buffer.from(value.bytes).toString('base64')}"`;
    return `"${value.marker}"`;
  }

  #map(keys: readonly string[], entries: ReadonlyMap<string, Entry>, margin: string, depth: number): string {
    const inner = margin + (this.style.indent ?? '');
    const colon = this.style.indent === undefined ? ':' : ': ';
    const items = keys.map((key) => this.#string(key) + colon + this.value(entries.get(key)!.value, inner, depth + 1));
    return this.#join('{', items, '}', margin, inner);
  }

  #list(list: GoList, margin: string, depth: number): string {
    const inner = margin + (this.style.indent ?? '');
    const items = list.entries.map((entry) => this.value(entry.value, inner, depth + 1));
    return this.#join('[', items, ']', margin, inner);
  }

  #join(open: string, items: readonly string[], close: string, margin: string, inner: string): string {
    if (items.length === 0) return open + close;
    const text = this.style.indent === undefined ? open + items.join(',') + close : open + inner + items.join(`,${inner}`) + margin + close;
    this.#length += items.length;
    if (text.length > MAX_LENGTH) throw new CannotWrite();
    return text;
  }

  #string(text: string): string {
    this.#length += text.length;
    return jsonString(text, this.style.escapeHtml);
  }
}

/** A JSON string as Go writes it. */
export function jsonString(text: string, escapeHtml: boolean): string {
  if (!(escapeHtml ? NEEDS_HTML_ESCAPE : NEEDS_ESCAPE).test(text)) return `"${text}"`;
  const escaped = JSON.stringify(text).replace(/[\u2028\u2029]/g, hexEscape);
  return escapeHtml ? escaped.replace(/[<>&]/g, hexEscape) : escaped;
}

const hexEscape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;

/** float64: exponents only below 1e-6 and from 1e21 on, and `e-07` as `e-7`. */
function jsonNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CannotWrite();
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-6 || size >= 1e21)) {
    return formatFloat(value, 0).replace(/e([-+])0(\d)$/, (match, sign: string, digit: string) => (sign === '-' ? `e-${digit}` : match));
  }
  const { negative, digits, exponent } = decimalParts(value);
  const plain = exponent < 0 ? `0.${'0'.repeat(-exponent - 1)}${digits}` : padded(digits, exponent);
  return negative ? `-${plain}` : plain;
}

const padded = (digits: string, exponent: number): string =>
  digits.length <= exponent + 1 ? digits.padEnd(exponent + 1, '0') : `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
