import type { NumberExpr, Span } from './ast.js';
import { unquoteChar } from './unquote.js';

const INTEGER = /^[+-]?(?:0[xX](?:_?[0-9a-fA-F])+|0[bB](?:_?[01])+|0[oO](?:_?[0-7])+|0(?:_?[0-7])*|[1-9](?:_?[0-9])*)$/;
const DECIMAL = /^[+-]?(?:\d(?:_?\d)*\.?(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:[eE][+-]?\d(?:_?\d)*)?$/;
const HEX_FLOAT = /^([+-]?)0[xX]([0-9a-fA-F_]*)\.?([0-9a-fA-F_]*)[pP]([+-]?\d(?:_?\d)*)$/;
const MAX_INT = 2n ** 63n - 1n;

/** A Go number literal, or Go's message where the syntax is bad. Imaginary literals count as bad: no function takes them. */
export function parseNumber(text: string, span: Span): NumberExpr | string {
  if (INTEGER.test(text)) {
    const value = integer(text);
    if (value > MAX_INT || value < -MAX_INT - 1n) return `integer overflow: ${JSON.stringify(text)}`;
    return { kind: 'number', int: value, float: Number(value), isFloat: false, ...span };
  }
  const hex = HEX_FLOAT.exec(text);
  if (hex !== null || (DECIMAL.test(text) && /[.eE]/.test(text))) {
    const float = hex === null ? Number(text.replaceAll('_', '')) : hexFloat(hex);
    if (!Number.isFinite(float)) return `illegal number syntax: ${JSON.stringify(text)}`;
    const integral = Number.isInteger(float) && Math.abs(float) < 2 ** 63;
    return { kind: 'number', int: integral ? BigInt(float) : null, float, isFloat: true, ...span };
  }
  return `bad number syntax: ${JSON.stringify(text)}`;
}

/** A character constant is an int. */
export function parseChar(literal: string, span: Span): NumberExpr | string {
  const code = unquoteChar(literal.slice(1, -1));
  if (code === null) return `malformed character constant: ${literal}`;
  return { kind: 'number', int: BigInt(code), float: code, isFloat: false, ...span };
}

/** A leading zero means octal, as in Go. */
function integer(text: string): bigint {
  const negative = text.startsWith('-');
  const digits = text.replace(/^[+-]/, '').replaceAll('_', '');
  const value = /^0[0-7]+$/.test(digits) ? BigInt(`0o${digits.slice(1)}`) : BigInt(digits);
  return negative ? -value : value;
}

/** `0x1p60`: hexadecimal digits times a power of two. */
function hexFloat([, sign, whole, fraction, power]: RegExpExecArray): number {
  const digits = `${whole}${fraction}`.replaceAll('_', '');
  const places = fraction!.replaceAll('_', '').length;
  const size = Number.parseInt(digits, 16) * 2 ** (Number(power!.replaceAll('_', '')) - 4 * places);
  return sign === '-' ? -size : size;
}
