import { formatFloat, GoBytes, GoInt, GoList, GoMap, GoStruct, type Entry, type GoValue } from '../value/index.js';
import { MAX_DEPTH } from './depth.js';

const MAX_LENGTH = 16 * 1024 * 1024;

class CannotWrite extends Error {}

/** helm's `toToml` (BurntSushi's encoder): what it refuses gives the message as text. Floats stay floats (`1.0`). */
export function toToml(value: GoValue): string {
  const writer = new TomlWriter();
  try {
    writer.document(value);
    return writer.out;
  } catch (error) {
    if (error instanceof CannotWrite) return error.message;
    throw error;
  }
}

class TomlWriter {
  out = '';

  document(value: GoValue): void {
    if (value === null || value === undefined) return;
    this.#encode([], value);
  }

  #encode(path: readonly string[], value: GoValue): void {
    if (path.length > MAX_DEPTH || this.out.length > MAX_LENGTH) throw new CannotWrite('toml: nested too deep or too long');
    const fields = fieldsOf(value);
    if (fields !== null) this.#table(path, fields);
    else if (value instanceof GoList && isTables(value)) this.#tables(path, value);
    else if (path.length === 0) this.#element(value, 0);
    else {
      this.out += `${indent(path)}${keyText(path.at(-1)!)} = `;
      this.#element(value, 0);
      this.#separate();
    }
  }

  #table(path: readonly string[], fields: ReadonlyMap<string, Entry>): void {
    if (path.length === 1) this.#separate();
    if (path.length > 0) {
      this.out += `${indent(path)}[${path.map(keyText).join('.')}]`;
      this.#separate();
    }
    this.#fields(path, fields);
  }

  #tables(path: readonly string[], list: GoList): void {
    if (path.length === 0) throw new CannotWrite('toml: top-level values must be Go maps or structs');
    for (const entry of list.entries) {
      this.#separate();
      this.out += `${indent(path)}[[${path.map(keyText).join('.')}]]`;
      this.#separate();
      this.#fields(path, fieldsOf(entry.value)!);
    }
  }

  /** Plain values first, tables last: a key after a table would belong to that table. */
  #fields(path: readonly string[], fields: ReadonlyMap<string, Entry>): void {
    for (const key of inOrder(fields).flat()) {
      const value = fields.get(key)!.value;
      if (value !== null && value !== undefined) this.#encode([...path, key], value);
    }
  }

  #element(value: GoValue, depth: number): void {
    if (depth > MAX_DEPTH || this.out.length > MAX_LENGTH) throw new CannotWrite('toml: nested too deep or too long');
    if (typeof value === 'string') this.out += quote(value);
    else if (typeof value === 'boolean') this.out += String(value);
    else if (typeof value === 'number') this.out += floatText(value);
    else if (value instanceof GoInt) this.out += value.value.toString();
    else if (value instanceof GoBytes) this.out += `[${[...value.bytes].join(', ')}]`;
    else if (value instanceof GoList) this.#array(value, depth);
    else {
      const fields = fieldsOf(value);
      if (fields !== null) this.#inline(fields, depth);
      else if (value instanceof GoStruct && value.text !== null) this.out += value.type === 'time.Time' ? String(value.json?.()) : quote(value.text());
      else this.out += quote((value as { marker?: string } | null)?.marker ?? '');
    }
  }

  #array(list: GoList, depth: number): void {
    isTables(list);
    this.out += '[';
    list.entries.forEach((entry, at) => {
      if (at > 0) this.out += ', ';
      this.#element(entry.value, depth + 1);
    });
    this.out += ']';
  }

  /** BurntSushi leaves the comma after a null that ends the table's plain values. */
  #inline(fields: ReadonlyMap<string, Entry>, depth: number): void {
    const [plain, tables] = inOrder(fields);
    const write = (keys: readonly string[], more: boolean): void =>
      keys.forEach((key, at) => {
        const value = fields.get(key)!.value;
        if (value === null || value === undefined) return;
        this.out += `${keyText(key)} = `;
        this.#element(value, depth + 1);
        if (more || at !== keys.length - 1) this.out += ', ';
      });
    this.out += '{';
    write(plain, tables.length > 0);
    write(tables, false);
    this.out += '}';
  }

  #separate(): void {
    if (this.out !== '') this.out += '\n';
  }
}

function fieldsOf(value: GoValue): ReadonlyMap<string, Entry> | null {
  if (value instanceof GoMap) return value.entries;
  return value instanceof GoStruct && value.text === null ? value.fields : null;
}

function isTables(list: GoList): boolean {
  if (list.entries.some(({ value }) => value === null || value === undefined)) throw new CannotWrite('toml: cannot encode array with nil element');
  return list.length > 0 && list.entries.every(({ value }) => fieldsOf(value) !== null);
}

function inOrder(fields: ReadonlyMap<string, Entry>): [plain: string[], tables: string[]] {
  const keys = [...fields.keys()].sort();
  const isTable = (key: string): boolean => {
    const value = fields.get(key)!.value;
    return fieldsOf(value) !== null || (value instanceof GoList && isTables(value));
  };
  return [keys.filter((key) => !isTable(key)), keys.filter(isTable)];
}

const indent = (path: readonly string[]): string => '  '.repeat(path.length - 1);
const keyText = (key: string): string => (/^[A-Za-z0-9_-]+$/.test(key) ? key : quote(key));

function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  const text = formatFloat(value);
  return /[e.]/.test(text) ? text : `${text}.0`;
}

const SHORT_ESCAPES: Readonly<Record<string, string>> = { '"': '\\"', '\\': '\\\\', '\b': '\\b', '\t': '\\t', '\n': '\\n', '\f': '\\f', '\r': '\\r' };

const quote = (text: string): string =>
  `"${text.replace(/["\\\x00-\x1f\x7f]/g, (c) => SHORT_ESCAPES[c] ?? `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`)}"`;
