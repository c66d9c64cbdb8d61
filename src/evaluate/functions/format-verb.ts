import { checkPrintable, GoBytes, GoInt, GoList, GoMap, GoStruct, HOLE_MARKER, Hole, typeOf, type GoValue } from '../../value/index.js';
import { pad, type Directive, type Flags } from './format-flags.js';
import { formatNumber } from './format-float.js';
import { formatInteger } from './format-integer.js';
import { canBackquote, goQuote } from './quote.js';

/** Go's fmt: one argument under one verb, as printf writes it. */
export function formatArgument(value: GoValue, verb: string, directive: Directive): string {
  if (value === null || value === undefined) return verb === 'T' || verb === 'v' ? pad('<nil>', directive) : badVerb(value, verb, directive);
  if (verb === 'T') return formatText(typeOf(value), 's', directive)!;
  checkPrintable(value);
  if (verb === 'p') return formatPointer(value, directive);
  return formatValue(value, verb, forVerb(verb, directive), 0);
}

/** `%+v` and `%#v` have flags of their own: the plain ones would apply to the numbers within. */
function forVerb(verb: string, directive: Directive): Flags {
  if ((verb !== 'v' && verb !== 'w') || (!directive.plus && !directive.sharp)) return directive;
  return { ...directive, plus: false, sharp: false, plusV: directive.plus, sharpV: directive.sharp };
}

function formatValue(value: GoValue, verb: string, flags: Flags, depth: number): string {
  if (value === null || value === undefined) return flags.sharpV ? 'interface {}(nil)' : '<nil>';
  // What a hole stands for has no known type: it prints under every verb.
  if (value instanceof Hole) return pad(value.marker, flags);
  // `%w` is for errors alone; Go asks for one before it looks into a container.
  if (verb === 'w' && (value instanceof GoList || value instanceof GoMap || value instanceof GoStruct)) return badVerb(value, verb, flags);
  if (value instanceof GoBytes) return formatBytes(value, verb, flags, depth);
  if (value instanceof GoList) return formatList(value, verb, flags, depth);
  if (value instanceof GoMap) return formatMap(value, verb, flags, depth);
  if (value instanceof GoStruct) return formatStruct(value, verb, flags, depth);
  return formatScalar(value, verb, flags) ?? badVerb(value, verb, flags);
}

function formatScalar(value: string | number | boolean | GoInt, verb: string, flags: Flags): string | undefined {
  if (typeof value === 'string') return formatText(value, verb, flags);
  if (typeof value === 'number') return formatFloating(value, verb, flags);
  if (typeof value === 'boolean') return verb === 't' || verb === 'v' ? pad(String(value), flags) : undefined;
  return formatInteger(value, verb, flags);
}

/** `%!d(string=x)`: a verb that the type does not have. */
function badVerb(value: GoValue, verb: string, flags: Flags): string {
  if (value === null || value === undefined) return `%!${verb}(<nil>)`;
  const inner = value instanceof GoStruct ? formatFields(value, 'v', flags, 0) : formatValue(value, 'v', flags, 0);
  return `%!${verb}(${typeOf(value)}=${inner})`;
}

function formatText(text: string, verb: string, flags: Flags): string | undefined {
  switch (verb) {
    case 'v':
      return flags.sharpV ? quoted(text, flags) : pad(cut(text, flags), flags);
    case 's':
      return pad(cut(text, flags), flags);
    case 'q':
      return quoted(text, flags);
    case 'x':
    case 'X':
      return hexText(Buffer.from(text, 'utf8'), verb, flags);
  }
  return undefined;
}

function quoted(text: string, flags: Flags): string {
  const kept = cut(text, flags);
  return pad(flags.sharp && canBackquote(kept) ? `\`${kept}\`` : goQuote(kept, flags.plus), flags);
}

/** The precision of a text counts characters. */
function cut(text: string, flags: Flags): string {
  if (flags.precision < 0 || flags.precision >= text.length) return text;
  return Array.from(text).slice(0, flags.precision).join('');
}

function hexText(bytes: Uint8Array, verb: string, flags: Flags): string {
  const count = flags.precision >= 0 ? Math.min(flags.precision, bytes.length) : bytes.length;
  const prefix = flags.sharp && count > 0 ? `0${verb}` : '';
  const pairs = Array.from(bytes.subarray(0, count), (byte) => byte.toString(16).padStart(2, '0'));
  const digits = pairs.map((pair) => (verb === 'X' ? pair.toUpperCase() : pair));
  return pad(prefix + digits.join(flags.space ? ` ${prefix}` : ''), flags);
}

const FLOAT_PRECISION: Readonly<Record<string, number>> = { v: -1, b: -1, g: -1, G: -1, x: -1, X: -1, f: 6, F: 6, e: 6, E: 6 };

function formatFloating(value: number, verb: string, flags: Flags): string | undefined {
  const usual = FLOAT_PRECISION[verb];
  if (usual === undefined) return undefined;
  const style = verb === 'v' ? 'g' : verb === 'F' ? 'f' : verb;
  const precision = flags.precision >= 0 ? flags.precision : usual;
  let text = formatNumber(value, style, precision);
  if (!/^[-+]/.test(text)) text = `+${text}`;
  if (flags.space && text[0] === '+' && !flags.plus) text = ` ${text.slice(1)}`;
  if (!Number.isFinite(value)) {
    const isBare = Number.isNaN(value) && !flags.space && !flags.plus;
    return pad(isBare ? text.slice(1) : text, { ...flags, zero: false });
  }
  if (flags.sharp && verb !== 'b') text = withPoint(text, style, precision);
  if (!flags.plus && text[0] === '+') return pad(text.slice(1), flags);
  if (flags.zero && !flags.minus && flags.width > text.length) return text[0] + text.slice(1).padStart(flags.width - 1, '0');
  return pad(text, flags);
}

/** The `#` flag: a decimal point always, and the trailing zeros that `%g` drops. */
function withPoint(signed: string, style: string, precision: number): string {
  const at = style === 'x' || style === 'X' ? signed.search(/p/i) : signed.search(/e/i);
  const tail = at < 0 ? '' : signed.slice(at);
  let number = at < 0 ? signed : signed.slice(0, at);
  let missing = style === 'g' || style === 'G' || style === 'x' ? (precision < 0 ? 6 : precision) : 0;
  missing -= number.slice(1).replace('.', '').replace(/^0+/, '').length;
  if (!number.includes('.')) {
    if (number.length === 2 && number[1] === '0') missing--;
    number += '.';
  }
  return number + '0'.repeat(Math.max(missing, 0)) + tail;
}

function formatBytes(value: GoBytes, verb: string, flags: Flags, depth: number): string {
  switch (verb) {
    case 's':
      return formatText(value.text, 's', flags)!;
    case 'q':
      return quoted(value.text, flags);
    case 'x':
    case 'X':
      return hexText(value.bytes, verb, flags);
  }
  const items = Array.from(value.bytes, (byte) => new GoInt(BigInt(byte), 'uint8'));
  if (flags.sharpV) return `${verb === 'v' && depth === 0 ? '[]byte' : '[]uint8'}{${items.map((item) => formatValue(item, verb, flags, 1)).join(', ')}}`;
  return `[${items.map((item) => formatValue(item, verb, flags, 1)).join(' ')}]`;
}

function formatList(list: GoList, verb: string, flags: Flags, depth: number): string {
  if (list.isNil && flags.sharpV) return `${list.type}(nil)`;
  const items = list.entries.map((entry) => formatValue(entry.value, verb, flags, depth + 1));
  return flags.sharpV ? `${list.type}{${items.join(', ')}}` : `[${items.join(' ')}]`;
}

function formatMap(map: GoMap, verb: string, flags: Flags, depth: number): string {
  if (map.isNil && flags.sharpV) return `${map.type}(nil)`;
  const items = map.sortedKeys().map((key) => {
    const shown = formatText(key, verb, flags) ?? badVerb(key, verb, flags);
    return `${shown}:${formatValue(map.get(key), verb, flags, depth + 1)}`;
  });
  return flags.sharpV ? `${map.type}{${items.join(', ')}}` : `map[${items.join(' ')}]`;
}

function formatStruct(value: GoStruct, verb: string, flags: Flags, depth: number): string {
  if (value.text !== null && !flags.sharpV) {
    const text = formatText(value.text(), verb, flags);
    if (text !== undefined) return text;
  }
  return formatFields(value, verb, flags, depth);
}

function formatFields(value: GoStruct, verb: string, flags: Flags, depth: number): string {
  const isPointer = value.type.startsWith('*');
  if (isPointer && depth > 0) return HOLE_MARKER;
  const items = Array.from(value.fields, ([name, entry]) => {
    const shown = formatValue(entry.value, verb, flags, depth + 1);
    return flags.plusV || flags.sharpV ? `${name}:${shown}` : shown;
  });
  const type = flags.sharpV ? value.type.replace(/^\*/, '') : '';
  return `${isPointer ? '&' : ''}${type}{${items.join(flags.sharpV ? ', ' : ' ')}}`;
}

/** An address differs from run to run. */
function formatPointer(value: GoValue, directive: Directive): string {
  const isPointer = value instanceof GoMap || value instanceof GoList || value instanceof GoBytes || value instanceof Hole;
  if (isPointer || (value instanceof GoStruct && value.type.startsWith('*'))) return pad(HOLE_MARKER, directive);
  return badVerb(value, 'p', directive);
}
