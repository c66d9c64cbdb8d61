import { Spot, type Report } from '../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import { identityOf, textAt, type Identity } from './identity.js';
import { replaceImage, replaceImages } from './images.js';
import { applyOperation, copyBudget, PatchRefused } from './json-patch.js';
import type { PatchRewrite, PatchTarget, Rewrite } from './rewrite.js';
import { strategicMerge } from './strategic-merge.js';
import { isNamed, isSelected } from './target.js';

/** One map to merge, or one list of operations. */
export interface Patch {
  readonly value: GoMap | GoList;
  readonly target: PatchTarget | null;
  /** Where it begins. */
  readonly spot: Spot;
}

interface Rewritten {
  readonly object: GoMap;
  readonly identity: Identity;
}

/** Applies rewrites, each in its turn, to one object after the other. */
export class Rewriter {
  readonly #steps: readonly ((now: Rewritten, report: Report) => Rewritten | null)[];
  readonly #images: Entry[] = [];
  readonly #patches: Patch[] = [];
  readonly #unused = new Set<Patch>();
  /** Whether objects may get images that their text says nothing of. */
  readonly mayAdd: boolean;

  /** @param report told of what cannot be read */
  constructor(rewrites: readonly Rewrite[], report: Report) {
    this.#steps = rewrites.flatMap((rewrite) => this.#read(rewrite, report));
    this.mayAdd = this.#unused.size > 0;
  }

  /** Patches that nothing was an object of, so far. */
  get unused(): readonly Patch[] {
    return [...this.#unused];
  }

  get used(): readonly Patch[] {
    return this.#patches.filter((patch) => !this.#unused.has(patch));
  }

  /** @returns null where a patch deletes it */
  object(object: GoMap, report: Report): GoMap | null {
    const items = object.get('items');
    if (!(items instanceof GoList) || !textAt(object, 'kind').endsWith('List')) return this.#one(object, report);
    const entries = items.entries.flatMap((entry) => {
      const item = entry.value instanceof GoMap ? this.#one(entry.value, report) : entry.value;
      return item === null ? [] : [new Entry(item, entry.origin)];
    });
    return new GoMap(object.type, false, new Map(object.entries)).set('items', new GoList(entries), object.entries.get('items')!.origin);
  }

  #one(object: GoMap, report: Report): GoMap | null {
    let now: Rewritten | null = { object, identity: identityOf(object) };
    for (const step of this.#steps) {
      now = step(now, report);
      if (now === null) return null;
    }
    return now.object;
  }

  /** A reference of which it is not known what holds it. */
  reference(text: Entry): Entry {
    return this.#images.reduce(replaceImage, text);
  }

  #read(rewrite: Rewrite, report: Report): ((now: Rewritten, report: Report) => Rewritten | null)[] {
    if (rewrite.kind === 'names') return [(now) => renamed(now, rewrite)];
    if (rewrite.kind === 'images') {
      const { value } = readYaml(rewrite.source);
      const images = value instanceof GoList ? value.entries : [];
      this.#images.push(...images);
      return [({ object, identity }) => ({ object: replaceImages(object, images), identity })];
    }
    const patches = readPatch(rewrite, report);
    this.#patches.push(...patches);
    for (const patch of patches) this.#unused.add(patch);
    return patches.map((patch) => (now, told) => this.#patched(now, patch, told));
  }

  #patched(now: Rewritten, patch: Patch, report: Report): Rewritten | null {
    const { object, identity } = now;
    const { target, value } = patch;
    const isMeant = target !== null ? isSelected(object, identity, target) : value instanceof GoMap && isNamed(identity, value);
    if (!isMeant) return now;
    this.#unused.delete(patch);
    const result = applyPatch(object, patch, report);
    return result === null ? null : { object: result, identity };
  }
}

/** @returns null where it deletes the object */
function applyPatch(object: GoMap, { value, spot }: Patch, report: Report): GoMap | null {
  if (value instanceof GoMap) {
    const merged = strategicMerge(object, value);
    return merged === null ? null : withIdentity(merged, object);
  }
  try {
    const budget = copyBudget();
    return value.values().reduce<GoMap>((now, operation) => applyOperation(now, operation, budget), object);
  } catch (error) {
    if (!(error instanceof PatchRefused)) throw error;
    const { kind, names } = identityOf(object);
    report({ code: 'deploy-invalid', severity: 'error', message: `A JSON patch of ${kind} ${names[0]} is refused: ${error.message}.`, spot });
    return object;
  }
}

/** The documents of a patch; what is no patch is reported. */
export function readPatch({ source, target, operations }: PatchRewrite, report: Report): Patch[] {
  return [...source.text.matchAll(/^---(?=\s|$)/gm), null].flatMap((mark, at, marks) => {
    const offset = at === 0 ? 0 : marks[at - 1]!.index + 3;
    const end = mark?.index ?? source.text.length;
    const { value, problem } = readYaml(source, { offset, end });
    const start = offset + source.text.slice(offset, end).search(/\S|$/);
    const spot = new Spot(source, start, end);
    if (problem === null && (value instanceof GoList || (value instanceof GoMap && operations !== true && isObject(value)))) return [{ value, target, spot: firstSpot(value) ?? spot }];
    if (problem === null && (value === null || value === undefined)) return [];
    const wrong = problem !== null ? `not YAML: ${problem.message}` : operations === true ? 'no list of JSON patch operations' : 'neither a list of JSON patch operations nor an object with kind and name';
    report({ code: 'deploy-invalid', severity: 'error', message: `This patch is ${wrong}.`, spot: problem?.spot ?? spot });
    return [];
  });
}

/** kustomize demands kind and name also of a patch whose target says what it is for. */
const isObject = (value: GoMap): boolean => textAt(value, 'kind').endsWith('List') || (textAt(value, 'kind') !== '' && textAt(value, 'metadata', 'name') !== '');

function firstSpot(value: GoMap | GoList): Spot | null {
  const entries = value instanceof GoMap ? [...value.entries.values()] : value.entries;
  const origin = entries.find((entry) => entry.origin instanceof Spot)?.origin;
  return origin instanceof Spot ? origin : null;
}

/** What a patch says of the kind and name only finds the object. */
function withIdentity(merged: GoMap, { entries }: GoMap): GoMap {
  for (const key of ['apiVersion', 'kind']) restore(merged, key, entries.get(key));
  const metadata: GoValue = entries.get('metadata')?.value;
  const now = merged.get('metadata');
  if (!(metadata instanceof GoMap) || !(now instanceof GoMap)) return merged;
  const named = new GoMap(now.type, false, new Map(now.entries));
  for (const key of ['name', 'namespace']) restore(named, key, metadata.entries.get(key));
  return merged.set('metadata', named, entries.get('metadata')!.origin);
}

function restore(map: GoMap, key: string, entry: Entry | undefined): void {
  if (entry === undefined) map.delete(key);
  else map.entries.set(key, entry);
}

function renamed({ object, identity }: Rewritten, { prefix, suffix, namespace }: { readonly prefix: string; readonly suffix: string; readonly namespace: string }): Rewritten {
  const name = prefix + textAt(object, 'metadata', 'name') + suffix;
  const metadata = object.get('metadata');
  if (!(metadata instanceof GoMap)) return { object, identity };
  const changed = new GoMap(metadata.type, false, new Map(metadata.entries));
  changed.set('name', name, metadata.entries.get('name')?.origin ?? null);
  if (namespace !== '') changed.set('namespace', namespace, metadata.entries.get('namespace')?.origin ?? null);
  const out = new GoMap(object.type, false, new Map(object.entries)).set('metadata', changed, object.entries.get('metadata')!.origin);
  return { object: out, identity: { ...identity, names: [...identity.names, name], namespace: namespace || identity.namespace } };
}
