import { formatFloat } from './number.js';
import { GoBytes, GoInt, GoList, GoMap, GoStruct, type GoValue } from './model.js';

/** Go's `%v`: what `print`, `printf "%v"`, `toString` and sprig's text conversions give. Nil is `<nil>`. */
export function printValue(value: GoValue): string {
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
  if (value instanceof GoMap) return `map[${value.sortedKeys().map((key) => `${key}:${printValue(value.get(key))}`).join(' ')}]`;
  if (value instanceof GoList) return `[${value.entries.map((entry) => printValue(entry.value)).join(' ')}]`;
  if (value instanceof GoBytes) return `[${[...value.bytes].join(' ')}]`;
  if (value instanceof GoStruct) return printStruct(value);
  return value.marker;
}

function printStruct(value: GoStruct): string {
  if (value.text !== null) return value.text();
  const pointer = value.type.startsWith('*') ? '&' : '';
  return `${pointer}{${[...value.fields.values()].map((entry) => printValue(entry.value)).join(' ')}}`;
}

/** sprig's `strval`: like {@link printValue}, but bytes are text. */
export const toText = (value: GoValue): string => (value instanceof GoBytes ? value.text : printValue(value));
