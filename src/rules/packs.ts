import { NameGlobs } from './glob.js';
import { isKubernetesGroup } from './groups.js';
import { Needles } from './needles.js';
import { RulePattern } from './pattern.js';
import { ShapeIndex, type ShapeRule } from './shape.js';
import type { CatalogRule, ChartAnnotationRule, Level, Pack, Rule, RuleKind, TextRule } from './rule.js';

/** A rule that goes by a flag's or variable's name. */
export interface NamedRule {
  readonly id: string;
  readonly named: NameGlobs;
  readonly notNamed: NameGlobs | null;
  readonly value: Level;
  readonly list: boolean;
}

export interface CompiledText {
  readonly rule: TextRule;
  readonly notHost: NameGlobs;
  readonly notPath: NameGlobs;
  readonly notTag: NameGlobs;
  readonly pattern: RulePattern | null;
}

/** Shape rules that hold for the same documents. */
export interface FieldScope {
  readonly applies: (group: string, kind: string) => boolean;
  readonly shapes: ShapeIndex;
}

/** What nothing pulls, of some documents; without `key`, all of it. */
export interface NotPulledScope {
  readonly applies: (group: string, kind: string) => boolean;
  readonly key: NameGlobs | null;
}

export interface DocumentRules {
  readonly fields: readonly FieldScope[];
  readonly notPulled: readonly NotPulledScope[];
  readonly arguments: readonly NamedRule[];
  readonly environment: readonly NamedRule[];
  readonly texts: readonly CompiledText[];
  readonly embedded: ShapeIndex;
  readonly embeddedFormats: ReadonlySet<string>;
}

/** The rules of a run, in the order in which they were given; of two rules with one id the first counts. Compiled on first use. */
export class RulePacks {
  readonly #rules: readonly Rule[];
  #document: DocumentRules | undefined;
  #values: ShapeIndex | undefined;
  #needles: Needles | undefined;

  constructor(readonly packs: readonly Pack[]) {
    const byId = new Map<string, Rule>();
    for (const pack of packs) for (const rule of pack.rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
    this.#rules = [...byId.values()];
  }

  get document(): DocumentRules {
    return (this.#document ??= {
      fields: fieldScopes(this.#of('resource-field')),
      notPulled: this.#of('not-pulled').map(({ match }) => ({ applies: applies(match), key: match.key === undefined ? null : new NameGlobs(match.key) })),
      arguments: this.#of('argument').map(({ id, match }) => ({ id, ...named(match.flag, match.not_flag), value: match.value, list: match.form === 'list' })),
      environment: this.#of('environment').map(({ id, match }) => ({ id, ...named(match.name, match.not_name), value: match.value, list: match.form === 'list' })),
      texts: this.#of('text').map(compileText),
      embedded: new ShapeIndex(this.#of('embedded-document')),
      embeddedFormats: new Set(this.#of('embedded-document').flatMap((rule) => rule.match.formats)),
    });
  }

  /**
   * Whether a rendered text can hold anything that {@link matchDocument} finds; where not, it need not be parsed for it.
   * Escaped keys (`"\\u0069mage"`) are not seen.
   */
  mayMatch(text: string): boolean {
    return (this.#needles ??= new Needles(this.#rules)).occurIn(text);
  }

  get values(): ShapeIndex {
    return (this.#values ??= new ShapeIndex(this.#of('values-shape')));
  }

  get annotations(): readonly ChartAnnotationRule[] {
    return this.#of('chart-annotation');
  }

  get catalog(): readonly CatalogRule[] {
    return this.#of('catalog');
  }

  #of<K extends RuleKind>(kind: K): Extract<Rule, { kind: K }>[] {
    return this.#rules.filter((rule): rule is Extract<Rule, { kind: K }> => rule.kind === kind);
  }
}

function named(globs: readonly string[], notGlobs: readonly string[] | undefined): Pick<NamedRule, 'named' | 'notNamed'> {
  return { named: new NameGlobs(globs), notNamed: notGlobs === undefined ? null : new NameGlobs(notGlobs) };
}

function compileText(rule: TextRule): CompiledText {
  const { pattern, not_host: notHost, not_path: notPath, not_tag: notTag } = rule.match;
  const [noHost, noPath, noTag] = [notHost, notPath, notTag].map((globs) => new NameGlobs(globs ?? []));
  return { rule, notHost: noHost!, notPath: noPath!, notTag: noTag!, pattern: pattern === undefined ? null : new RulePattern(pattern) };
}

type FieldRule = Extract<Rule, { kind: 'resource-field' }>;

function fieldScopes(rules: readonly FieldRule[]): FieldScope[] {
  const scopes = new Map<string, FieldRule[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.match.groups, rule.match.kinds]);
    scopes.set(key, [...(scopes.get(key) ?? []), rule]);
  }
  return [...scopes.values()].map((scope) => ({ applies: applies(scope[0]!.match), shapes: new ShapeIndex(scope as readonly ShapeRule[]) }));
}

/** Whether a rule is about a document. */
function applies(match: { readonly groups?: readonly string[]; readonly kinds?: readonly string[] }): (group: string, kind: string) => boolean {
  const groups = match.groups === undefined ? null : new NameGlobs(match.groups);
  const kinds = match.kinds === undefined ? null : new NameGlobs(match.kinds);
  return (group, kind) => {
    const inGroup = groups === null ? !isKubernetesGroup(group) : groups.matches(group === '' ? 'core' : group);
    return inGroup && (kinds === null || kinds.matches(kind));
  };
}
