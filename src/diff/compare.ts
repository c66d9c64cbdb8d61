import { parseReference } from '../image/index.js';
import type { Status } from '../scan/result.js';
import type { ListedImage } from './read-list.js';

/** An image as its list names it. */
export type ListedName = Pick<ListedImage, 'reference' | 'status'>;

/** A repository of which each side has images that the other has not; which became which cannot be known. */
export interface Retagging {
  /** `registry/repository`. */
  readonly name: string;
  readonly old: readonly ListedName[];
  readonly new: readonly ListedName[];
}

export interface StatusChange {
  readonly reference: string;
  readonly old: Status;
  readonly new: Status;
}

/** Plain data under the names of the JSON output; every list is sorted by reference or name. */
export interface ListDifference {
  readonly added: readonly ListedName[];
  readonly removed: readonly ListedName[];
  readonly retagged: readonly Retagging[];
  /** Of images that both sides have, where both give a status. */
  readonly status_changed: readonly StatusChange[];
  /** Images that both sides have. */
  readonly common: number;
}

/** What changed from one list to another. Images are the same if their full names are: `redis:7` is `docker.io/library/redis:7`. */
export function compareLists(before: readonly ListedImage[], after: readonly ListedImage[]): ListDifference {
  const old = byFullName(before);
  const current = byFullName(after);
  const gone = groupByRepository(before.filter(({ normalized }) => !current.has(normalized)));
  const come = groupByRepository(after.filter(({ normalized }) => !old.has(normalized)));
  return {
    added: onlyIn(come, gone),
    removed: onlyIn(gone, come),
    retagged: [...gone.keys()]
      .filter((name) => come.has(name))
      .sort()
      .map((name) => ({ name, old: sorted(gone.get(name)!), new: sorted(come.get(name)!) })),
    status_changed: statusChanges(before, current),
    common: [...old.keys()].filter((name) => current.has(name)).length,
  };
}

export const isDifferent = ({ added, removed, retagged, status_changed: statuses }: ListDifference): boolean =>
  added.length + removed.length + retagged.length + statuses.length > 0;

const byFullName = (images: readonly ListedImage[]): Map<string, ListedImage> => new Map(images.map((image) => [image.normalized, image]));

function groupByRepository(images: readonly ListedImage[]): Map<string, ListedImage[]> {
  const groups = new Map<string, ListedImage[]>();
  for (const image of images) {
    const { registry, repository } = parseReference(image.normalized)!;
    const name = `${registry}/${repository}`;
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [image]);
    else group.push(image);
  }
  return groups;
}

const onlyIn = (some: ReadonlyMap<string, readonly ListedImage[]>, others: ReadonlyMap<string, unknown>): ListedName[] =>
  sorted([...some].filter(([name]) => !others.has(name)).flatMap(([, images]) => images));

const sorted = (images: readonly ListedImage[]): ListedName[] =>
  images.map(({ reference, status }) => ({ reference, status })).sort((a, b) => compare(a.reference, b.reference));

function statusChanges(before: readonly ListedImage[], current: ReadonlyMap<string, ListedImage>): StatusChange[] {
  const changes: StatusChange[] = [];
  for (const { normalized, status } of before) {
    const now = current.get(normalized);
    if (now === undefined || now.status === null || status === null || now.status === status) continue;
    changes.push({ reference: now.reference, old: status, new: now.status });
  }
  return changes.sort((a, b) => compare(a.reference, b.reference));
}

/** References are ASCII. */
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
