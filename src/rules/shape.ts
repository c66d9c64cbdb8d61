import { Entry, GoInt, GoMap, toText, type GoValue } from '../value/index.js';
import { NameGlobs } from './glob.js';
import { isReference } from './level.js';
import { PARTS, type Build, type Part, type PartName, type RuleKind, type Shape } from './rule.js';

type Path = readonly (string | number)[];

/** A rule about keys of maps, or about strings by the name of their key. */
export interface ShapeRule {
  readonly id: string;
  readonly kind: RuleKind;
  readonly match: Shape;
  readonly build?: Build;
  readonly when?: string;
}

/** What a shape rule made of a map. */
export interface Joined {
  readonly rule: string;
  readonly reference: string;
  readonly parts: Readonly<Partial<Record<PartName, Part>>>;
  readonly when?: string;
}

interface CompiledShape {
  readonly rule: ShapeRule;
  readonly named: NameGlobs | null;
  readonly notNamed: NameGlobs | null;
  readonly under: NameGlobs | null;
}

const DEFAULT_BUILD: Build = { registry: ['registry'], repository: ['repository'], tag: ['tag'], digest: ['digest'] };
const MAX_NAMES = 5000;

/** Shape rules arranged so that a map or string costs a look-up for each of its keys. */
export class ShapeIndex {
  readonly #maps = new Map<string, CompiledShape[]>();
  readonly #strings: CompiledShape[] = [];
  /** String rules by the name of the key; bounded, names repeat. */
  #byName = new Map<string, CompiledShape[]>();

  constructor(rules: readonly ShapeRule[]) {
    const specific = [...rules].sort((a, b) => weight(b.match) - weight(a.match));
    for (const rule of specific) {
      const { match } = rule;
      const shape = { rule, named: optional(match.key), notNamed: optional(match.not_key), under: optional(match.under) };
      if (match.value !== undefined) this.#strings.push(shape);
      for (const key of match.has?.slice(0, 1) ?? match.has_any ?? []) listIn(this.#maps, key).push(shape);
    }
  }

  get isEmpty(): boolean {
    return this.#maps.size === 0 && this.#strings.length === 0;
  }

  /** The reference that the most specific rule puts together from the keys of a map. */
  joinMap(map: GoMap, name: string, path: Path, root: GoMap): Joined | null {
    let best: CompiledShape | null = null;
    for (const key of map.entries.keys()) {
      for (const shape of this.#maps.get(key) ?? []) {
        if (best !== null && weight(best.rule.match) >= weight(shape.rule.match)) break;
        if (fits(shape, name, path) && hasKeys(map, shape.rule.match)) best = shape;
      }
    }
    return best === null ? null : join(best.rule, map, root);
  }

  /** Id of the rule that takes a string for an image. */
  ruleOfString(text: string, name: string, path: Path): string | null {
    for (const shape of this.#named(name)) {
      if (isReference(text, shape.rule.match.value!) && (shape.under === null || stands(shape.under, path))) return shape.rule.id;
    }
    return null;
  }

  #named(name: string): readonly CompiledShape[] {
    const known = this.#byName.get(name);
    if (known !== undefined) return known;
    if (this.#byName.size >= MAX_NAMES) this.#byName = new Map();
    const shapes = this.#strings.filter((shape) => fits({ ...shape, under: null }, name, []));
    this.#byName.set(name, shapes);
    return shapes;
  }
}

const optional = (globs: readonly string[] | undefined): NameGlobs | null => (globs === undefined ? null : new NameGlobs(globs));

function listIn<T>(map: Map<string, T[]>, key: string): T[] {
  let list = map.get(key);
  if (list === undefined) map.set(key, (list = []));
  return list;
}

/** The rule that asks for more keys is the more specific one. */
const weight = (match: Shape): number => 4 * ((match.has?.length ?? 0) + (match.has_any === undefined ? 0 : 1)) + (match.key === undefined ? 0 : 1);

const stands = (under: NameGlobs, path: Path): boolean => path.some((step) => typeof step === 'string' && under.matches(step));

function fits(shape: CompiledShape, name: string, path: Path): boolean {
  if (shape.named !== null && !shape.named.matches(name)) return false;
  if (shape.notNamed !== null && shape.notNamed.matches(name)) return false;
  return shape.under === null || stands(shape.under, path);
}

function hasKeys(map: GoMap, match: Shape): boolean {
  if (match.has?.some((key) => !isScalar(map, key))) return false;
  if (match.has_any !== undefined && !match.has_any.some((key) => isScalar(map, key))) return false;
  return !match.lacks?.some((key) => map.has(key));
}

function isScalar(map: GoMap, key: string): boolean {
  const entry = map.entries.get(key);
  return entry !== undefined && (entry.value === null || textOf(entry.value) !== null);
}

function textOf(value: GoValue): string | null {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || value instanceof GoInt ? toText(value) : null;
}

function join(rule: ShapeRule, map: GoMap, root: GoMap): Joined | null {
  const parts: Partial<Record<PartName, Part>> = {};
  const build = rule.build ?? DEFAULT_BUILD;
  for (const name of PARTS) {
    const keys = build[name] ?? [];
    const part = firstPart(keys, map, root);
    if (part !== null) parts[name] = part;
    // An empty registry or tag has a meaning; half a path has none.
    else if ((name === 'repository' || name === 'name') && keys.some((key) => rule.match.has?.includes(key))) return null;
  }
  // Where the operator adds the name, a version that is empty says nothing: no tag is guessed.
  const isNamedByOperator = [parts.repository, parts.name].some((part) => part?.entry === null);
  if (isNamedByOperator && parts.tag === undefined && parts.digest === undefined) return null;
  // A registry for all images is for those that name none.
  if (HOST_FIRST.test((parts.repository ?? parts.name)?.text ?? '')) {
    const own = firstPart((build.registry ?? []).filter((key) => !key.startsWith('$.')), map, root);
    if (own === null) delete parts.registry;
    else parts.registry = own;
  }
  const reference = joinReference(parts, build.tag_with_digest === 'kept');
  // In a text of whoever knows what, a word alone is any word.
  if (rule.kind === 'embedded-document' && reference !== null && !/[/:@]/.test(reference)) return null;
  return reference === null ? null : { rule: rule.id, reference, parts, ...(rule.when === undefined ? {} : { when: rule.when }) };
}

const HOST_FIRST = /^(?:[^/]*[.:][^/]*|localhost)\//;

function firstPart(keys: readonly string[], map: GoMap, root: GoMap): Part | null {
  for (const key of keys) {
    if (key.startsWith('=')) return { text: key.slice(1), entry: null, start: 0, end: key.length - 1 };
    const entry = key.startsWith('$.') ? entryAt(root, key.slice(2)) : map.entries.get(key);
    const text = entry === undefined ? null : textOf(entry.value);
    if (text !== null && text !== '') return { text, entry: entry!, start: 0, end: text.length };
  }
  return null;
}

/** The entry at a dotted path of keys. */
export function entryAt(root: GoMap, path: string): Entry | undefined {
  let entry: Entry | undefined;
  let map: GoValue = root;
  for (const key of path.split('.')) {
    entry = map instanceof GoMap ? map.entries.get(key) : undefined;
    map = entry?.value;
  }
  return entry;
}

/** `registry/repository/name:tag`, or `@digest`; null where none results. */
export function joinReference(parts: Readonly<Partial<Record<PartName, { readonly text: string }>>>, keepTag = false): string | null {
  if (parts.repository === undefined && parts.name === undefined) return null;
  const path = [parts.registry, parts.repository, parts.name].flatMap((part) => (part === undefined ? [] : [part.text.replace(/^\/+|\/+$/g, '')]));
  const reference = path.join('/') + version(parts.tag?.text, parts.digest?.text, keepTag);
  return isReference(reference, 'name') ? reference : null;
}

function version(tag: string | undefined, digest: string | undefined, keepTag: boolean): string {
  if (digest !== undefined) {
    const kept = keepTag && tag !== undefined && !tag.includes('@') && !tag.includes(':') ? `:${tag}` : '';
    return `${kept}@${/^[a-f0-9]{64}$/.test(digest) ? 'sha256:' : ''}${digest.replace(/^@/, '')}`;
  }
  if (tag === undefined) return '';
  return /^sha(?:256|512):/.test(tag) ? `@${tag}` : `:${tag}`;
}
