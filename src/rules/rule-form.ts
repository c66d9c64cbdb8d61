import { number, anything, field, list, map, oneOf, oneOrList, optional, text, type Field, type MapForm } from '../form/index.js';
import { Constraint, SemverError } from '../semver/index.js';
import { RulePattern } from './pattern.js';
import { LEVELS, PARTS, type RuleKind } from './rule.js';

const RULE_ID = text({ pattern: '^[a-z0-9-]+/[a-z0-9.-]+$', expects: 'pack/rule in lower case, digits, dots and dashes' });
const NAMES = oneOrList(text());
const LEVEL = oneOf(...Object.keys(LEVELS));

const SHAPE: Readonly<Record<string, Field>> = {
  key: optional(NAMES, 'names of the key that holds it, as globs; an element of a list goes by the key of the list'),
  not_key: optional(NAMES, 'names that the key must not have, as globs'),
  under: optional(NAMES, 'names of keys of which one must stand above it, as globs'),
  has: optional(NAMES, 'keys that the map must hold, all of them'),
  has_any: optional(NAMES, 'keys of which the map must hold one'),
  lacks: optional(NAMES, 'keys that the map must not hold'),
  value: optional(LEVEL, 'it is a string that looks like an image to this degree'),
};
const SHAPE_LIMITS = { exactlyOne: ['has', 'value'] };

const BUILD = optional(
  map({
    ...Object.fromEntries(PARTS.map((part) => [part, optional(NAMES, `keys that may hold the ${part}, the first with a text wins; $.a.b from the root, =text for a text that the operator adds`)])),
    tag_with_digest: optional(oneOf('kept', 'dropped'), 'whether a tag stays where there is a digest too; without it, dropped'),
  }),
  'which keys make the reference; without it registry, repository, tag and digest',
);

const EVIDENCE = list(
  map({
    repository: field(text(), 'source repository'),
    path: field(text(), 'file'),
    ref: field(text(), 'tag or commit'),
    says: field(text(), 'what it says'),
  }),
);

const KINDS: Readonly<Record<RuleKind, Readonly<Record<string, Field>>>> = {
  'values-shape': {
    match: field(map(SHAPE, SHAPE_LIMITS), 'where in the values'),
    build: BUILD,
  },
  'resource-field': {
    match: field(
      map(
        {
          groups: optional(NAMES, "API groups as globs, `core` for that of ConfigMap and Pod; without it every group that is not Kubernetes' own"),
          kinds: optional(NAMES, 'kinds as globs'),
          ...SHAPE,
        },
        SHAPE_LIMITS,
      ),
      'where in a rendered resource',
    ),
    build: BUILD,
    when: optional(text(), 'the operator makes the reference of these parts: when it is pulled, in words'),
    evidence: optional(EVIDENCE, 'where each fact was taken from, where a part is not in the resource'),
  },
  'not-pulled': {
    match: field(
      map({
        groups: field(NAMES, 'API groups as globs, `core` for that of ConfigMap and Pod'),
        kinds: optional(NAMES, 'kinds as globs'),
        key: optional(NAMES, 'names of keys, as globs: only what stands at or below one of them; without it the whole resource'),
      }),
      'which resources, or which part of them',
    ),
    evidence: optional(EVIDENCE, 'where it was read that nothing pulls these images'),
  },
  'embedded-document': {
    match: field(
      map({ formats: field(oneOrList(oneOf('yaml', 'json', 'toml', 'properties')), 'formats of the text'), ...SHAPE }, SHAPE_LIMITS),
      'where in a document that a ConfigMap or Secret holds as text',
    ),
    build: BUILD,
  },
  argument: {
    match: field(
      map({
        flag: field(NAMES, 'names of the flag without dashes, as globs'),
        not_flag: optional(NAMES, 'names that the flag must not have, as globs'),
        value: field(LEVEL, 'what the value, or each item of it, must look like'),
        form: optional(oneOf('single', 'list'), 'list: comma-separated items, each an image or key=image'),
      }),
      'which argument',
    ),
  },
  environment: {
    match: field(
      map({
        name: field(NAMES, 'names of the variable, as globs'),
        not_name: optional(NAMES, 'names that the variable must not have, as globs'),
        value: field(LEVEL, 'what the value, or each item of it, must look like'),
        form: optional(oneOf('single', 'list'), 'list: lines or comma-separated items, each an image or key=image'),
      }),
      'which variable',
    ),
  },
  text: {
    match: field(
      map(
        {
          anchor: field(NAMES, 'texts of which one must occur in the text, exactly'),
          position: optional(oneOf('after', 'anywhere'), 'where the reference stands; anywhere takes qualified references only'),
          value: optional(LEVEL, 'what it must look like'),
          pattern: optional(text({ check: (pattern) => new RulePattern(pattern).check() }), 'RE2 with a group (?P<reference>…)'),
          not_host: optional(NAMES, 'hosts that are no registries, as globs'),
          not_path: optional(NAMES, 'names that the path of an image does not begin with, as globs'),
          not_tag: optional(NAMES, 'tags that no image has, as globs'),
        },
        { exactlyOne: ['value', 'pattern'] },
      ),
      'which part of a text',
    ),
    when: optional(text(), 'the program that reads the text pulls the image later: when, in words'),
  },
  'chart-annotation': {
    match: field(
      map({
        annotation: field(text(), 'name of the annotation in Chart.yaml'),
        field: field(text(), 'key of the image in each map of the list that the annotation holds'),
      }),
      'which annotation',
    ),
  },
  catalog: {
    match: field(
      map({
        chart: field(text(), 'name of the chart'),
        name_also: optional(NAMES, 'further names of the chart'),
        version: field(text({ check: rangeProblem }), 'versions of the chart that were looked at'),
        by: optional(oneOf('version', 'appVersion'), 'which version; without it the chart version'),
        home_contains: optional(text(), 'text in home or sources, where other charts go by the same name'),
      }),
      'which charts',
    ),
    images: field(
      list(
        map(
          {
            repository: field(text(), 'registry and path; {version}, {appVersion} and {values:path} are filled in'),
            tag: optional(text(), 'the tag, filled in likewise'),
            tags: optional(list(text()), 'variants of the tag'),
            digest: optional(text(), 'the digest, filled in likewise'),
            source: field(oneOf('operator-argument', 'crd-default', 'binary-default', 'values', 'config'), 'what holds the image'),
            when: field(text(), 'when it is pulled, in words'),
            overridden_by: optional(NAMES, 'values paths; where one holds something the chart names the image itself'),
          },
          { atLeastOne: ['tag', 'tags', 'digest'] },
        ),
      ),
      'what is pulled',
    ),
    evidence: field(EVIDENCE, 'where each fact was taken from'),
  },
};

export const RULE_KINDS = Object.keys(KINDS) as RuleKind[];

/** The form of a rule file of one kind. */
export function ruleForm(kind: RuleKind): MapForm {
  return map({
    id: field(RULE_ID, 'the id of the pack, a slash, and the name of the file'),
    kind: field(oneOf(...RULE_KINDS), 'what the rule looks at'),
    reason: field(text(), 'why the rule exists'),
    ...KINDS[kind],
    not_on_corpus: optional(text(), 'why it cannot fire on common charts'),
    examples: field(
      map({
        fires: field(
          list(map({ input: field(anything, 'a document, values or chart'), images: field(list(text()), 'what the rule finds in it, or takes back') })),
          'where it fires',
        ),
        silent: field(
          list(map({ input: field(anything, 'a document, values or chart'), why: field(text(), 'why it must not fire') })),
          'where it must not',
        ),
      }),
      'what the rule does, as a test',
    ),
  });
}

export const PACK_FORM = map({
  id: field(text({ pattern: '^[a-z0-9-]+$', expects: 'lower case, digits and dashes' }), 'the name of the folder'),
  title: field(text(), 'what the pack covers, in a line'),
  reason: field(text(), 'why it exists'),
  rank: optional(number(0, 100), 'where it stands among the packs that are built in: of two rules that find the same place, that of the lower rank has it (default: 0)'),
});

function rangeProblem(range: string): string | null {
  try {
    Constraint.parse(range);
    return null;
  } catch (error) {
    if (error instanceof SemverError) return `\`${range}\` is no version range: ${error.message}`;
    throw error;
  }
}
