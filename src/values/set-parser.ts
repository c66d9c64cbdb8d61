import { Entry, GoError, GoList, GoMap, typeOf, type GoValue } from '../value/index.js';
import type { Part, SetCursor } from './set-cursor.js';
import type { ReadSetValue } from './set-values.js';

/** helm's limits. */
const MAX_INDEX = 65536;
const MAX_KEY_LEVELS = 30;
/** Ours: helm sets none on `[0][0]…`. */
const MAX_INDEX_LEVELS = 1000;

const KEY_STOPS = '=[.';

/**
 * helm's strvals: `a.b=1,c[0].d={x,y}` into values that exist already. What helm refuses is thrown with its message; values set
 * up to there stay.
 */
export class SetParser {
  /** @param commas whether a comma ends an item; it is part of the key in `--set-literal` */
  constructor(
    private readonly cursor: SetCursor,
    private readonly readValue: ReadSetValue,
    private readonly commas: boolean,
  ) {}

  /** @throws GoError */
  parse(values: GoMap): void {
    while (!this.key(values, 0));
  }

  /** Reads one item below a map; true at the end of the text. */
  private key(map: GoMap, level: number): boolean {
    const name = this.cursor.until(this.commas ? `${KEY_STOPS},` : KEY_STOPS);
    switch (name.stop) {
      case '=': {
        const { entry, missing } = this.readValue(this.cursor);
        put(map, name.text, entry);
        return missing;
      }
      case '.':
        return this.inner(map, name, level + 1);
      case '[': {
        const index = this.index();
        const present = map.entries.get(name.text)?.value;
        if (present !== undefined && !(present instanceof GoList)) throw notA(present, '[]interface {}');
        const { entries, ended } = this.item(present?.entries ?? [], index, level, 0);
        put(map, name.text, new Entry(new GoList(entries), name.spot));
        return ended;
      }
      case ',':
        throw new GoError(`key ${JSON.stringify(name.text)} has no value (cannot end with ,)`);
      default:
        if (name.text === '') return true;
        throw new GoError(`key ${JSON.stringify(name.text)} has no value`);
    }
  }

  private inner(map: GoMap, name: Part, level: number): boolean {
    if (level > MAX_KEY_LEVELS) {
      throw new GoError(`value name nested level is greater than maximum supported nested level of ${MAX_KEY_LEVELS}`);
    }
    const present = map.entries.get(name.text);
    if (present !== undefined && !(present.value instanceof GoMap)) throw notA(present.value, 'map[string]interface {}');
    const inner = (present?.value as GoMap | undefined) ?? new GoMap();
    const ended = this.key(inner, level);
    if (!ended && inner.size === 0) throw new GoError(`key map ${JSON.stringify(name.text)} has no value`);
    if (inner.size > 0) put(map, name.text, present ?? new Entry(inner, name.spot));
    return ended;
  }

  /** Reads what follows an index. The list comes back changed or, where helm loses the value, as it was. */
  private item(entries: readonly Entry[], index: number, level: number, depth: number): { entries: readonly Entry[]; ended: boolean } {
    if (index < 0) throw new GoError(`negative ${index} index not allowed`);
    if (depth > MAX_INDEX_LEVELS) throw new GoError(`more than ${MAX_INDEX_LEVELS} indexes in a row`);
    const { text, stop, spot } = this.cursor.until(KEY_STOPS);
    if (text !== '') throw new GoError(`unexpected data at end of array index: [${[...text].map(quoted).join(' ')}]`);
    const present = entries[index];
    if (stop === '=') return { entries: withItem(entries, index, this.readValue(this.cursor).entry), ended: false };
    if (stop === '[') {
      const next = this.index();
      if (present !== undefined && present.value !== null && !(present.value instanceof GoList)) throw notA(present.value, '[]interface {}');
      const inner = this.item(present?.value instanceof GoList ? present.value.entries : [], next, level, depth + 1);
      return inner.ended ? { entries, ended: true } : { entries: withItem(entries, index, new Entry(new GoList(inner.entries), spot)), ended: false };
    }
    if (stop === '') return { entries, ended: true };
    const entry = present?.value instanceof GoMap ? present : new Entry(new GoMap(), spot);
    const ended = this.key(entry.value as GoMap, level);
    return { entries: ended && present === undefined ? entries : withItem(entries, index, entry), ended };
  }

  private index(): number {
    const { text, stop } = this.cursor.until(']');
    if (stop === '') throw new GoError('error parsing index: EOF');
    if (!/^[+-]?\d+$/.test(text)) throw new GoError(`error parsing index: strconv.Atoi: parsing ${JSON.stringify(text)}: invalid syntax`);
    return Number(text);
  }
}

const quoted = (char: string): string => `'${char.replace(/[\\']/, '\\$&')}'`;

/** helm drops what has an empty key. */
function put(map: GoMap, key: string, entry: Entry): void {
  if (key !== '') map.entries.set(key, entry);
}

function withItem(entries: readonly Entry[], index: number, entry: Entry): Entry[] {
  if (index > MAX_INDEX) throw new GoError(`index of ${index} is greater than maximum supported index of ${MAX_INDEX}`);
  const items = [...entries];
  while (items.length < index) items.push(new Entry(null, null));
  items[index] = entry;
  return items;
}

function notA(value: GoValue, wanted: string): GoError {
  const type = value === null ? 'nil' : typeOf(value);
  return new GoError(`unable to parse key: interface conversion: interface {} is ${type}, not ${wanted}`);
}
