import { expressionText, type Expr, type Span } from '../template/index.js';
import { GoList, GoMap, type GoValue } from '../value/index.js';
import type { SchemaChoice, SchemaChoices } from '../values/index.js';
import type { Fix } from './fix.js';
import { leafOf, valueOf, type Leaf, type Scope } from './leaf.js';
import { partsOf, type Key, type KeyPart, type Lookup } from './lookups.js';
import type { Relevance } from './relevance.js';
import { declaredAs, oneStepOn } from './variable.js';

/** How deep what stands under a key may hold an image. */
const MAX_DEPTH = 4;

/** Parts of an image that are free texts: what is compared with one is no switch that brings another image. */
export const TEXT_PART = /registry|repository|^repo$|tag$|digest|^sha|image$|^hub$|version$/i;
/** All parts: whether one of them is set is no such switch. */
export const IMAGE_PART = new RegExp(`${TEXT_PART.source}|variant$`, 'i');
/** A reference with a tag or a digest, or with a path. */
const REFERENCE = /^[\w.-]+(?::\d+)?(?:\/[\w.-]+)+(?::[\w.-]+)?(?:@sha\d+:\w+)?$|^[\w.-]+:[\w.-]+$/;

/** Another value of a setting, with which a text comes out otherwise. */
export interface Alternative {
  readonly fix: Fix;
  /** The condition that holds with it, as a template would write it. */
  readonly expression: string;
  /** What was asked. */
  readonly at: Span;
}

/** Names the settings with which something else is looked up. */
export class Choices {
  constructor(
    readonly schema: SchemaChoices,
    readonly relevance: Relevance,
  ) {}

  /**
   * By other keys of a map whose entries hold images as well, or other templates that may write one.
   *
   * @param inText whether what is looked up becomes a part of an image
   */
  of(scope: Scope, { map, keys, hasDefault }: Lookup, inText: boolean): Alternative[] {
    if (map === null) return keys.flatMap((name) => this.#names(scope, name, inText));
    const found: Alternative[] = [];
    let container = valueOf(scope, map);
    for (const key of keys) {
      if (!(container instanceof GoMap)) break;
      const entries = container;
      const present = valueOf(scope, key.expr);
      const taken = entries.get(String(present));
      const others = (): string[] =>
        entries.sortedKeys().filter((other) => other !== present && isAlike(entries.get(other), taken) && (inText || holdsImage(entries.get(other), MAX_DEPTH)));
      if (typeof present === 'string' || hasDefault) found.push(...this.#words(scope, key, typeof present === 'string' ? present : '', others));
      container = taken;
    }
    return found;
  }

  #names(scope: Scope, name: Key, inText: boolean): Alternative[] {
    const present = valueOf(scope, name.expr);
    if (typeof present !== 'string') return [];
    const others = (): string[] => [...scope.frame.namespace.names()].filter((other) => other !== present && (inText || this.relevance.call(other, () => expressionText(name.expr, scope.frame.source.text))));
    return this.#words(scope, name, present, others);
  }

  /** The values that make one of other texts out of a computed one. */
  #words(scope: Scope, key: Key, present: string, texts: () => readonly string[]): Alternative[] {
    const parts = key.parts.flatMap((part) => leavesOf(scope, part));
    const others = parts.length === 0 ? [] : texts();
    return parts.flatMap(({ leaf, at, isWhole }) => {
      const value = (leaf.value ?? '') as string;
      const around = isWhole ? [{ before: '', behind: '' }] : textsAround(present, value);
      const words = new Set(around.flatMap(({ before, behind }) => wordsBetween(before, behind, others)));
      const named = this.schema.at(leaf.path!);
      const allowed = [...words].filter((word) => word !== value && (named.length === 0 || named.includes(word)));
      return allowed.map((word): Alternative => ({ fix: wordFix(leaf, word), expression: `eq ${expressionText(at, scope.frame.source.text)} ${JSON.stringify(word)}`, at }));
    });
  }
}

interface Around {
  readonly before: string;
  readonly behind: string;
}

/** What may stand before and behind a value in the text that was made of it, whichever of several places it was put. */
function textsAround(text: string, value: string): Around[] {
  if (value === '') return [];
  const [inText, sought] = [text.toLowerCase(), value.toLowerCase()];
  const around: Around[] = [];
  for (let at = inText.indexOf(sought); at >= 0; at = inText.indexOf(sought, at + 1)) around.push({ before: text.slice(0, at), behind: text.slice(at + value.length) });
  return around;
}

function wordsBetween(before: string, behind: string, texts: readonly string[]): string[] {
  const length = before.length + behind.length;
  return texts.filter((text) => text.length > length && text.startsWith(before) && text.endsWith(behind)).map((text) => text.slice(before.length, text.length - behind.length));
}

/** A setting with another of its words. */
export function wordFix({ path, cells }: Pick<Leaf, 'path' | 'cells'>, word: SchemaChoice): Fix {
  return { cells, value: word, path, candidates: [word], isSwitch: true };
}

interface Part {
  readonly leaf: Leaf;
  /** Where it is read. */
  readonly at: Expr;
  readonly isWhole: boolean;
}

/** The value that a part of a key reads, or those that its variable was made of. */
function leavesOf(scope: Scope, { expr, isWhole }: KeyPart): Part[] {
  const leaf = leafOf(scope, expr);
  if (leaf?.path != null) return leaf.rest.length === 0 && typeof (leaf.value ?? '') === 'string' ? [{ leaf, at: expr, isWhole }] : [];
  const declared = expr.kind === 'variable' && expr.names.length === 0 ? declaredAs(scope, expr.name) : null;
  const inner = oneStepOn(scope);
  return declared === null || inner === null ? [] : partsOf(declared, isWhole).flatMap((part) => leavesOf(inner, part));
}

/** Entries that are read in the same way; where none is taken now, any. */
const isAlike = (other: GoValue, taken: GoValue): boolean => taken === null || (typeof other === typeof taken && other instanceof GoMap === taken instanceof GoMap && other instanceof GoList === taken instanceof GoList);

function holdsImage(value: GoValue, depth: number): boolean {
  if (typeof value === 'string') return REFERENCE.test(value);
  if (depth === 0) return false;
  if (value instanceof GoList) return value.entries.some((entry) => holdsImage(entry.value, depth - 1));
  if (!(value instanceof GoMap)) return false;
  return [...value.entries].some(([key, entry]) => (IMAGE_PART.test(key) && typeof entry.value === 'string') || holdsImage(entry.value, depth - 1));
}
