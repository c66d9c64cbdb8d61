import { isSecretKey } from './keys.js';
import { MASK, maskText } from './text.js';

type Tree = Readonly<Record<string, unknown>>;

/** A tree of values with the texts and numbers under keys of secrets, and all that has the shape of a secret, masked. The same object where nothing is. */
export function maskValues<T extends Tree>(values: T): T {
  return maskAny(values, false) as T;
}

/** What stands for any text in values that were made up; masked, it would no longer be one that a chart accepts. */
const PLACEHOLDER = /^(?:x\d*|true|other)?$/;

function maskAny(value: unknown, secret: boolean): unknown {
  if (typeof value === 'string') return secret && !PLACEHOLDER.test(value) ? MASK : maskText(value);
  if (typeof value === 'number') return secret ? MASK : value;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => maskAny(item, secret));
    return items.some((item, at) => item !== value[at]) ? items : value;
  }
  let changed = false;
  const entries = Object.entries(value).map(([key, item]): [string, unknown] => {
    // Below a key like `credentials`, which holds a map, only keys that say so hold secrets.
    const masked = maskAny(item, isSecretKey(key));
    changed ||= masked !== item;
    return [key, masked];
  });
  return changed ? Object.fromEntries(entries) : value;
}

/** Fields of a template expression outside its texts: `.Values.auth.password`. */
const FIELD = /\.([A-Za-z_]\w*)/g;
const LITERAL = /"(?:[^"\\\n]|\\.)*"|`[^`]*`/g;

/** A template expression: where it reads a secret, the texts that it compares it with are masked. */
export function maskExpression(expression: string): string {
  const fields = expression.replace(LITERAL, '""').matchAll(FIELD);
  const readsSecret = [...fields].some(([, name]) => isSecretKey(name!));
  return maskText(readsSecret ? expression.replace(LITERAL, (text) => (text.length > 2 ? `${text[0]}${MASK}${text[0]}` : text)) : expression);
}
