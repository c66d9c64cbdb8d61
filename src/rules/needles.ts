import { NameGlobs } from './glob.js';
import type { Rule, Shape } from './rule.js';
import { holdsQualified } from './scan-text.js';

/** Texts of which one must occur in a document for any rule to find something in it. */
export class Needles {
  readonly #globs: NameGlobs;
  readonly #anchors: readonly string[];
  readonly #qualified: boolean;
  /** Some rule may fire without a text that is known beforehand. */
  readonly #always: boolean;

  constructor(rules: readonly Rule[]) {
    const names = rules.map(namesOf);
    const texts = rules.flatMap((rule) => (rule.kind === 'text' ? [rule.match] : []));
    this.#always = names.some((globs) => globs === null || globs.some((glob) => /^\**$/.test(glob)));
    this.#globs = new NameGlobs(names.flatMap((globs) => globs ?? []));
    this.#anchors = texts.filter(({ position }) => position !== 'anywhere').flatMap(({ anchor }) => anchor);
    this.#qualified = texts.some(({ position }) => position === 'anywhere');
  }

  occurIn(text: string): boolean {
    if (this.#always || this.#anchors.some((anchor) => text.includes(anchor)) || this.#globs.occursIn(text.toLowerCase())) return true;
    return this.#qualified && holdsQualified(text);
  }
}

/** Globs of names of which one stands in every document where the rule fires; none for rules that do not look there. */
function namesOf(rule: Rule): readonly string[] | null {
  switch (rule.kind) {
    case 'resource-field':
    case 'embedded-document':
      return namesOfShape(rule.match);
    case 'argument':
      return rule.match.flag;
    case 'environment':
      return rule.match.name;
    default:
      return [];
  }
}

/** Each condition of a shape is necessary; the one with the longest texts is met least often by chance. */
function namesOfShape({ has, key, under, groups }: Shape & { readonly groups?: readonly string[] }): readonly string[] | null {
  const conditions = [key, under, groups?.includes('core') ? undefined : groups, ...(has ?? []).map((name) => [name])];
  const named = conditions.filter((globs) => globs !== undefined);
  if (named.length === 0) return null;
  return named.reduce((best, globs) => (shortest(globs) > shortest(best) ? globs : best));
}

/** Length of the shortest literal text that one of the globs is recognised by. */
const shortest = (globs: readonly string[]): number => Math.min(...globs.map((glob) => Math.max(...glob.split('*').map((piece) => piece.length))));
