import type { GoValue } from '../../value/index.js';
import { print } from './format.js';
import { isPrint } from './rune.js';
import { fn, type FunctionTable } from './spec.js';
import { escapeUrl } from './url-escape.js';

/** text/template's own escaping functions: the operands as `print` writes them, a nil as `<no value>`. */
export const escapeFunctions: FunctionTable = {
  html: fn([], (...values: GoValue[]) => operands(values).replace(/["'&<>\0]/g, (sign) => HTML[sign]!), { rest: 'any', text: 'contains' }),
  js: fn([], (...values: GoValue[]) => escapeJs(operands(values)), { rest: 'any', text: 'contains' }),
  urlquery: fn([], (...values: GoValue[]) => escapeUrl(operands(values), 'query'), { rest: 'any', text: 'contains' }),
};

const HTML: Readonly<Record<string, string>> = { '"': '&#34;', "'": '&#39;', '&': '&amp;', '<': '&lt;', '>': '&gt;', '\0': '\ufffd' };

const operands = (values: readonly GoValue[]): string => print(values.map((value) => value ?? '<no value>'));

function escapeJs(text: string): string {
  let out = '';
  for (const rune of text) {
    const code = rune.codePointAt(0)!;
    if (rune === '\\' || rune === "'" || rune === '"') out += `\\${rune}`;
    else if (code < 0x20 || '<>&='.includes(rune) || (code > 0x7f && !isPrint(rune))) out += `\\u${code.toString(16).toUpperCase().padStart(4, '0')}`;
    else out += rune;
  }
  return out;
}
