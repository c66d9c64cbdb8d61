import { parseReference } from '../image/index.js';
import { isReference } from './level.js';
import type { CompiledText } from './packs.js';
import type { TextRule } from './rule.js';
import { scanQualified } from './scan-text.js';

/** A word that may be a reference: from its first character to the first that no reference holds. */
const WORD = /[\w./:@-]+/y;
const BETWEEN = /[ \t"'\\]*/y;

/** Visits the ranges that text rules take for images; a place found by one rule may be found again by the next. */
export function matchText(text: string, rules: readonly CompiledText[], visit: (rule: TextRule, start: number, end: number) => void): void {
  for (const compiled of rules) if (holdsAny(text, compiled.rule.match.anchor)) matchRule(text, compiled, visit);
}

/** Asked for each text of a document and each rule: without a closure, which would be made whether or not an anchor is there. */
function holdsAny(text: string, anchors: readonly string[]): boolean {
  for (const anchor of anchors) if (text.includes(anchor)) return true;
  return false;
}

function matchRule(text: string, compiled: CompiledText, visit: (rule: TextRule, start: number, end: number) => void): void {
  const { rule, pattern } = compiled;
  const { anchor: anchors, value, position } = rule.match;
  const accept = (start: number, end: number): void => (isExcepted(text.slice(start, end), compiled) ? undefined : visit(rule, start, end));
  if (pattern !== null) pattern.scan(text, (start, end) => (isReference(text.slice(start, end), 'name') ? accept(start, end) : undefined));
  else if (position === 'after') for (const anchor of anchors) scanAfter(text, anchor, (start, end) => (isReference(text.slice(start, end), value ?? 'tagged') ? accept(start, end) : undefined));
  else for (const { start, end } of scanQualified(text)) accept(start, end);
}

function isExcepted(text: string, { notHost, notPath, notTag }: CompiledText): boolean {
  const reference = parseReference(text);
  if (reference === null) return false;
  const { registry, repository, tag } = reference;
  return notHost.matches(registry) || notPath.matches(repository.split('/', 1)[0]!) || (tag !== null && notTag.matches(tag));
}

function scanAfter(text: string, anchor: string, visit: (start: number, end: number) => void): void {
  for (let at = text.indexOf(anchor); at >= 0; at = text.indexOf(anchor, at + anchor.length)) {
    BETWEEN.lastIndex = at + anchor.length;
    BETWEEN.test(text);
    WORD.lastIndex = BETWEEN.lastIndex;
    if (!WORD.test(text)) continue;
    const start = BETWEEN.lastIndex;
    const end = WORD.lastIndex;
    // `image: {{ … }}` and `image: repo/name:{{ … }}` are filled in by somebody else.
    if (!/[{$%*(<]/.test(text[end] ?? '')) visit(start, end);
  }
}
