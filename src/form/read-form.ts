import { Spot, nearest, type SourceFile } from '../source/index.js';
import { Entry, GoInt, GoList, GoMap, toPlain, toText, type GoValue } from '../value/index.js';
import type { Form, ListForm, MapForm, NumberForm, TextForm } from './form.js';

/** What is wrong with a file. */
export interface FormProblem {
  readonly message: string;
  readonly file: string;
  readonly spot: Spot | null;
}

/** Reads a value of a file by a form into plain data; what the form refuses is reported with its place. */
export class FormReader {
  readonly problems: FormProblem[] = [];

  constructor(private readonly file: SourceFile) {}

  /** @param path what a person calls the place: `match.value` */
  read(form: Form, value: GoValue, spot: Spot | null, path: string): unknown {
    switch (form.is) {
      case 'anything':
        return toPlain(value);
      case 'text':
        return this.#text(form, value, spot, path);
      case 'list':
        return this.#list(form, value, spot, path);
      case 'switch':
        return this.#switch(value, spot, path);
      case 'number':
        return this.#number(form, value, spot, path);
      case 'table':
        return this.#table(form.of, value, spot, path);
      case 'map':
        return this.#map(form, value, spot, path);
    }
  }

  refuse(message: string, spot: Spot | null): void {
    this.problems.push({ message, file: this.file.name, spot });
  }

  #text(form: TextForm, value: GoValue, spot: Spot | null, path: string): string {
    if (typeof value !== 'string') {
      this.refuse(`${path} must be a text, not ${described(value)}${isNumber(value) ? '; put it in quotes' : ''}`, spot);
      return '';
    }
    if (value === '') this.refuse(`${path} is empty`, spot);
    else if (form.oneOf !== undefined && !form.oneOf.includes(value)) {
      const meant = nearest(value, form.oneOf);
      this.refuse(`${path} is \`${value}\`, which is none of ${form.oneOf.join(', ')}${meant === null ? '' : `; did you mean \`${meant}\`?`}`, spot);
    } else if (form.pattern !== undefined && !new RegExp(form.pattern).test(value)) this.refuse(`${path} must be ${form.expects ?? form.pattern}`, spot);
    else {
      const wrong = form.check?.(value) ?? null;
      if (wrong !== null) this.refuse(`${path}: ${wrong}`, spot);
    }
    return value;
  }

  #switch(value: GoValue, spot: Spot | null, path: string): boolean {
    if (typeof value === 'boolean') return value;
    this.refuse(`${path} must be true or false, not ${described(value)}`, spot);
    return false;
  }

  #number({ min, max }: NumberForm, value: GoValue, spot: Spot | null, path: string): number {
    const number = toPlain(value);
    if (typeof number === 'number' && Number.isInteger(number) && number >= min && number <= max) return number;
    this.refuse(`${path} must be a whole number from ${min} to ${max}, not ${described(value)}`, spot);
    return min;
  }

  #table(form: Form, value: GoValue, spot: Spot | null, path: string): Record<string, unknown> {
    if (value instanceof GoMap) {
      return Object.fromEntries([...value.entries].map(([key, entry]) => [key, this.read(form, entry.value, spotOf(entry), join(path, key))]));
    }
    this.refuse(`${path} must be a map, not ${described(value)}`, spot);
    return {};
  }

  #list(form: ListForm, value: GoValue, spot: Spot | null, path: string): unknown[] {
    if (form.orOne && typeof value === 'string') return [this.read(form.of, value, spot, path)];
    if (!(value instanceof GoList)) {
      this.refuse(`${path} must be a list, not ${described(value)}`, spot);
      return [];
    }
    if (value.length === 0 && !form.orNone) this.refuse(`${path} is empty`, spot);
    return value.entries.map((entry, at) => this.read(form.of, entry.value, spotOf(entry), `${path}[${at}]`));
  }

  #map(form: MapForm, value: GoValue, spot: Spot | null, path: string): Record<string, unknown> {
    const result: Record<string, unknown> = {};
    if (!(value instanceof GoMap)) {
      this.refuse(`${path === '' ? 'the file' : path} must be a map, not ${described(value)}`, spot);
      return result;
    }
    for (const [key, entry] of value.entries) {
      const known = Object.hasOwn(form.keys, key) ? form.keys[key]! : undefined;
      if (known === undefined && form.open) Object.defineProperty(result, key, { value: toPlain(entry.value), enumerable: true });
      else if (known === undefined) this.#unknownKey(form, key, entry, path);
      else result[key] = this.read(known.form, entry.value, spotOf(entry), join(path, key));
    }
    this.#required(form, value, spot, path);
    return result;
  }

  #unknownKey(form: MapForm, key: string, entry: Entry, path: string): void {
    const meant = nearest(key, Object.keys(form.keys));
    const hint = meant === null ? `; known are ${Object.keys(form.keys).join(', ')}` : `; did you mean \`${meant}\`?`;
    this.refuse(`unknown key \`${join(path, key)}\`${hint}`, keySpot(key, spotOf(entry)));
  }

  #required(form: MapForm, value: GoMap, spot: Spot | null, path: string): void {
    for (const [key, { optional }] of Object.entries(form.keys)) {
      if (!optional && !value.has(key)) this.refuse(`${join(path, key)} is missing`, spot);
    }
    const { exactlyOne, atLeastOne } = form;
    if (exactlyOne !== undefined && exactlyOne.filter((key) => value.has(key)).length !== 1) {
      this.refuse(`${path} must hold exactly one of ${exactlyOne.join(', ')}`, spot);
    }
    if (atLeastOne !== undefined && !atLeastOne.some((key) => value.has(key))) this.refuse(`${path} must hold one of ${atLeastOne.join(', ')}`, spot);
  }
}

const join = (path: string, key: string): string => (path === '' ? key : `${path}.${key}`);
const spotOf = (entry: Entry): Spot | null => (entry.origin instanceof Spot ? entry.origin : null);
const isNumber = (value: GoValue): boolean => typeof value === 'number' || value instanceof GoInt;

/** The place of the key itself, looked for before its value. */
function keySpot(key: string, value: Spot | null): Spot | null {
  if (value === null) return null;
  const at = value.file.text.lastIndexOf(key, Math.max(0, value.start - 1));
  return at < 0 ? value : new Spot(value.file, at, at + key.length);
}

function described(value: GoValue): string {
  if (value === null || value === undefined) return 'nothing';
  if (value instanceof GoMap) return 'a map';
  if (value instanceof GoList) return 'a list';
  return isNumber(value) ? `the number ${toText(value)}` : `${toText(value)}`;
}
