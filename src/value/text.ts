import { formatFloat } from './number.js';
import { GoBytes, GoError, GoInt, GoList, GoMap, GoStruct, type GoValue } from './model.js';

/** About how many characters a container may print as. A chart that prints its whole context into a name is not worth the wait. */
const MAX_PRINTED = 512 * 1024;

/** @throws GoError for a container whose text would be longer than {@link MAX_PRINTED}, or that holds itself */
export function checkPrintable(value: GoValue): void {
  if (value === null || typeof value !== 'object') return;
  let left = MAX_PRINTED;
  const visit = (inner: GoValue): void => {
    if ((left -= typeof inner === 'string' ? inner.length : 8) < 0) throw new GoError(`a value would print as more than ${MAX_PRINTED} characters`);
    if (inner instanceof GoBytes) left -= inner.bytes.length;
    else if (inner instanceof GoMap) for (const entry of inner.entries.values()) visit(entry.value);
    else if (inner instanceof GoList) for (const entry of inner.entries) visit(entry.value);
    else if (inner instanceof GoStruct) for (const entry of inner.fields.values()) visit(entry.value);
  };
  visit(value);
}

/** Go's `%v`: what `print`, `printf "%v"`, `toString` and sprig's text conversions give. Nil is `<nil>`. */
export function printValue(value: GoValue): string {
  checkPrintable(value);
  return printed(value);
}

function printed(value: GoValue): string {
  if (value === undefined || value === null) return '<nil>';
  switch (typeof value) {
    case 'string':
      return value;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'number':
      return formatFloat(value);
  }
  if (value instanceof GoInt) return value.value.toString();
  if (value instanceof GoMap) return `map[${value.sortedKeys().map((key) => `${key}:${printed(value.get(key))}`).join(' ')}]`;
  if (value instanceof GoList) return `[${value.entries.map((entry) => printed(entry.value)).join(' ')}]`;
  if (value instanceof GoBytes) return `[${[...value.bytes].join(' ')}]`;
  if (value instanceof GoStruct) return printStruct(value);
  return value.marker;
}

function printStruct(value: GoStruct): string {
  if (value.text !== null) return value.text();
  const pointer = value.type.startsWith('*') ? '&' : '';
  return `${pointer}{${[...value.fields.values()].map((entry) => printed(entry.value)).join(' ')}}`;
}

/** sprig's `strval`: like {@link printValue}, but bytes are text. */
export const toText = (value: GoValue): string => (value instanceof GoBytes ? value.text : printValue(value));
