import { GoMap, type Entry, type GoList } from '../value/index.js';
import { isReference } from './level.js';
import type { NamedRule } from './packs.js';
import { flagsOf, tokensOf } from './tokens.js';

/** A range of the text of an entry that a rule takes for an image. */
export interface NamedImage {
  readonly rule: string;
  readonly entry: Entry;
  readonly start: number;
  readonly end: number;
}

/** Images that the flags of `args` or `command` name; `item` is the index in the list. */
export function* argumentImages(list: GoList, rules: readonly NamedRule[]): Generator<NamedImage & { readonly item: number }> {
  if (!list.entries.some(({ value }) => typeof value === 'string' && mayHoldFlag(value, rules))) return;
  for (const { name, value, entry, start, item } of flagsOf(tokensOf(list))) {
    for (const rule of rules) {
      if (!isNamed(rule, name)) continue;
      for (const range of rangesOf(value, rule)) yield { rule: rule.id, entry, start: start + range.start, end: start + range.end, item };
    }
  }
}

/** Images in `value` of an environment variable. */
export function* variableImages(variable: GoMap, rules: readonly NamedRule[]): Generator<NamedImage> {
  const name = variable.get('name');
  const entry = variable.entries.get('value');
  const text = entry?.value;
  if (typeof name !== 'string' || entry === undefined || typeof text !== 'string') return;
  for (const rule of rules) {
    if (!isNamed(rule, name)) continue;
    for (const range of rangesOf(text, rule)) yield { rule: rule.id, entry, ...range };
  }
}

const isNamed = ({ named, notNamed }: NamedRule, name: string): boolean => named.matches(name) && !notNamed?.matches(name);

function mayHoldFlag(text: string, rules: readonly NamedRule[]): boolean {
  const lowerCase = text.toLowerCase();
  return rules.some(({ named }) => named.occursIn(lowerCase));
}

/** The parts of a value, or the whole of it, that look like images to the degree that the rule asks for. */
function rangesOf(text: string, { list, value }: NamedRule): { start: number; end: number }[] {
  const parts = list ? [...itemsOf(text)] : [{ start: 0, end: text.length }];
  return parts.filter(({ start, end }) => isReference(text.slice(start, end), value));
}

const ITEM = /[^\s,;]+/g;

/** The items of `key=image` lines, or of images separated by spaces or commas. */
function* itemsOf(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(ITEM)) {
    const start = match.index + match[0].lastIndexOf('=') + 1;
    yield { start, end: match.index + match[0].length };
  }
}
