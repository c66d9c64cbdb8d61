import { Spot } from '../source/index.js';
import { DerivedSource, Entry, GoList, GoMap, TextOrigin, type GoValue, type Origin } from '../value/index.js';
import { textAt } from './identity.js';
import { matchesWhole } from './whole-match.js';

/** A reference that took the place of another one. */
class ReplacedText extends DerivedSource {
  constructor(
    text: string,
    origin: TextOrigin,
    readonly replaced: Origin | null,
  ) {
    super('images', text, origin);
  }
}

/** Where a text stood before images were replaced. */
export function beforeImages(spot: Spot): Spot {
  const replaced = spot.file instanceof ReplacedText ? spot.file.replaced : null;
  return replaced instanceof Spot ? beforeImages(replaced) : spot;
}

/** Lists of containers, whose images are replaced wherever they stand; of pods kustomize knows image volumes, too. */
const CONTAINER_LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/** The object with its images replaced: `images:` of a kustomization, one entry after the other. */
export function replaceImages(object: GoMap, images: readonly Entry[]): GoMap {
  return object.get('kind') === 'CustomResourceDefinition' ? object : (inside(object, images) as GoMap);
}

function inside(value: GoValue, images: readonly Entry[]): GoValue {
  if (value instanceof GoList) return sameList(value, (entry) => within(entry, images));
  if (!(value instanceof GoMap)) return value;
  return sameMap(value, (entry, key) => {
    const inner = within(entry, images);
    if (!(inner.value instanceof GoList)) return inner;
    if (CONTAINER_LISTS.has(key)) return at(inner, images, 'image');
    return key === 'volumes' ? at(inner, images, 'image', 'reference') : inner;
  });
}

function within(entry: Entry, images: readonly Entry[]): Entry {
  const value = inside(entry.value, images);
  return value === entry.value ? entry : new Entry(value, entry.origin);
}

/** Replaces the reference in every element of a list. */
function at(list: Entry, images: readonly Entry[], ...path: readonly string[]): Entry {
  const replaced = sameList(list.value as GoList, (element) => field(element, path, (entry) => images.reduce(replaceImage, entry)));
  return replaced === list.value ? list : new Entry(replaced, list.origin);
}

function field(entry: Entry, [key, ...rest]: readonly string[], change: (entry: Entry) => Entry): Entry {
  if (key === undefined) return change(entry);
  if (!(entry.value instanceof GoMap)) return entry;
  const map = sameMap(entry.value, (inner, name) => (name === key ? field(inner, rest, change) : inner));
  return map === entry.value ? entry : new Entry(map, entry.origin);
}

/** The same map where no entry changes. */
function sameMap(map: GoMap, change: (entry: Entry, key: string) => Entry): GoMap {
  let out: GoMap | null = null;
  for (const [key, entry] of map.entries) {
    const changed = change(entry, key);
    if (changed !== entry) (out ??= new GoMap(map.type, false, new Map(map.entries))).entries.set(key, changed);
  }
  return out ?? map;
}

function sameList(list: GoList, change: (entry: Entry) => Entry): GoList {
  const entries = list.entries.map(change);
  return entries.every((entry, index) => entry === list.entries[index]) ? list : new GoList(entries);
}

/** One reference, if it has the name. A new tag or digest takes the place of both; each part leads to where it was written. */
export function replaceImage(entry: Entry, { value: image }: Entry): Entry {
  if (typeof entry.value !== 'string' || !(image instanceof GoMap)) return entry;
  const match = /^([^@]*?)(?::([\w.{}-]*))?(?:@(.*))?$/s.exec(entry.value);
  if (match === null || !matchesWhole(textAt(image, 'name'), match[1]!)) return entry;
  const [, name = '', tag, digest] = match;
  const text = new ReferenceText(entry, image);
  text.add('', 'newName', name, 0);
  const replaces = textAt(image, 'newTag') !== '' || textAt(image, 'digest') !== '';
  if (replaces) {
    text.add(':', 'newTag', null, 0);
    text.add('@', 'digest', null, 0);
  } else if (textAt(image, 'tagSuffix') !== '') {
    text.add(':', '', tag ?? '', name.length + 1);
    text.add(tag === undefined ? ':' : '', 'tagSuffix', null, 0);
  } else {
    text.add(':', '', tag ?? null, name.length + 1);
    text.add('@', '', digest ?? null, entry.value.length - (digest ?? '').length);
  }
  return text.entry();
}

/** A reference that is put together of parts of the old one and of what replaces them. */
class ReferenceText {
  readonly #out = new TextOrigin(new DerivedSource('images', '', null));

  constructor(
    readonly before: Entry,
    readonly image: GoMap,
  ) {}

  /** A part: the new one, or else the old one at its offset. Nothing where there is neither. */
  add(separator: string, key: string, old: string | null, offset: number): void {
    const fresh = key === '' ? '' : textAt(this.image, key);
    const text = fresh === '' ? old : fresh;
    if (text === null || (text === '' && key === '')) return;
    const origin = fresh === '' ? this.#part(offset, text) : this.image.entries.get(key)!.origin;
    if (separator !== '') this.#out.write(separator, { start: 0, end: 0 }, origin, null);
    this.#out.write(text, { start: 0, end: 0 }, origin, null);
  }

  entry(): Entry {
    const text = this.#out.toString();
    return text === this.before.value ? this.before : new Entry(text, new Spot(new ReplacedText(text, this.#out, this.before.origin), 0, text.length));
  }

  #part(offset: number, text: string): Origin | null {
    const { origin, value } = this.before;
    if (!(origin instanceof Spot)) return origin;
    const found = origin.file.text.slice(origin.start, origin.end).indexOf(value as string);
    return found < 0 ? origin : new Spot(origin.file, origin.start + found + offset, origin.start + found + offset + text.length);
  }
}
