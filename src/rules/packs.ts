import { nameMatcher } from './glob.js';
import { RulePattern } from './pattern.js';
import { ShapeIndex, type ShapeRule } from './shape.js';
import type { CatalogRule, ChartAnnotationRule, Level, Pack, Rule, RuleKind, TextRule } from './rule.js';

/** A rule that goes by a flag's or variable's name. */
export interface NamedRule {
  readonly id: string;
  readonly named: (name: string) => boolean;
  readonly value: Level;
  readonly list: boolean;
}

export interface CompiledText {
  readonly rule: TextRule;
  readonly notHost: (host: string) => boolean;
  readonly pattern: RulePattern | null;
}

/** Shape rules that hold for the same documents. */
export interface FieldScope {
  readonly applies: (group: string, kind: string) => boolean;
  readonly shapes: ShapeIndex;
}

export interface DocumentRules {
  readonly fields: readonly FieldScope[];
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

  constructor(readonly packs: readonly Pack[]) {
    const byId = new Map<string, Rule>();
    for (const pack of packs) for (const rule of pack.rules) if (!byId.has(rule.id)) byId.set(rule.id, rule);
    this.#rules = [...byId.values()];
  }

  get document(): DocumentRules {
    return (this.#document ??= {
      fields: fieldScopes(this.#of('resource-field')),
      arguments: this.#of('argument').map(({ id, match }) => ({ id, named: named(match.flag, match.not_flag), value: match.value, list: false })),
      environment: this.#of('environment').map(({ id, match }) => ({ id, named: named(match.name, match.not_name), value: match.value, list: match.form === 'list' })),
      texts: this.#of('text').map(compileText),
      embedded: new ShapeIndex(this.#of('embedded-document')),
      embeddedFormats: new Set(this.#of('embedded-document').flatMap((rule) => rule.match.formats)),
    });
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

function named(globs: readonly string[], notGlobs: readonly string[] | undefined): (name: string) => boolean {
  const takes = nameMatcher(globs);
  if (notGlobs === undefined) return takes;
  const refuses = nameMatcher(notGlobs);
  return (name) => takes(name) && !refuses(name);
}

function compileText(rule: TextRule): CompiledText {
  const { pattern, not_host: notHost } = rule.match;
  return { rule, notHost: nameMatcher(notHost ?? []), pattern: pattern === undefined ? null : new RulePattern(pattern) };
}

/** API groups whose kinds Kubernetes itself serves; `*.k8s.io` is no criterion, others use it too. */
const KUBERNETES_GROUPS = new Set([
  'core', 'apps', 'autoscaling', 'batch', 'extensions', 'policy',
  ...['admissionregistration', 'apiextensions', 'apiregistration', 'authentication', 'authorization', 'certificates', 'coordination',
    'discovery', 'events', 'flowcontrol.apiserver', 'internal.apiserver', 'networking', 'node', 'rbac.authorization', 'resource',
    'scheduling', 'storage', 'storagemigration'].map((name) => `${name}.k8s.io`),
]);

type FieldRule = Extract<Rule, { kind: 'resource-field' }>;

function fieldScopes(rules: readonly FieldRule[]): FieldScope[] {
  const scopes = new Map<string, FieldRule[]>();
  for (const rule of rules) {
    const key = JSON.stringify([rule.match.groups, rule.match.kinds]);
    scopes.set(key, [...(scopes.get(key) ?? []), rule]);
  }
  return [...scopes.values()].map((scope) => ({ applies: applies(scope[0]!), shapes: new ShapeIndex(scope as readonly ShapeRule[]) }));
}

function applies({ match }: FieldRule): (group: string, kind: string) => boolean {
  const inGroup = match.groups === undefined ? (group: string) => !KUBERNETES_GROUPS.has(group) : nameMatcher(match.groups);
  const ofKind = match.kinds === undefined ? () => true : nameMatcher(match.kinds);
  return (group, kind) => inGroup(group === '' ? 'core' : group) && ofKind(kind);
}
