import { parseReference } from '../image/index.js';
import type { Component, ImageRecord, OriginRecord } from '../scan/result.js';
import type { Policy, PolicyRule } from './policy.js';

/** A demand on one image. */
export interface ImageRule {
  readonly id: PolicyRule;
  /** What is wrong with the image; null where it meets the demand. */
  readonly problem: (image: ImageRecord) => string | null;
  /** Where it would have to change. */
  readonly decidedAt: (image: ImageRecord) => OriginRecord | undefined;
}

/** The rules that a policy asks for. */
export function imageRules(policy: Policy): ImageRule[] {
  const rules: ImageRule[] = [];
  if (policy.allowedRegistries !== undefined) rules.push(allowedRegistries(policy.allowedRegistries));
  if (policy.forbidLatest === true) rules.push(TAG_LATEST, TAG_MISSING);
  if (policy.requireDigest === true) rules.push(DIGEST_MISSING);
  if (policy.list !== undefined) rules.push(listed(policy.list.name, policy.list.references));
  return rules;
}

/** By the full name, so that `nginx` is an image of docker.io. */
function allowedRegistries(allowed: readonly string[]): ImageRule {
  const prefixes = allowed.map(namePrefix);
  return {
    id: 'registry-not-allowed',
    problem: ({ reference, normalized }) => {
      const name = withLowerHost(normalized);
      return prefixes.some((prefix) => name.startsWith(prefix)) ? null : `${reference} would be pulled from ${hostOf(normalized)}, which is not allowed`;
    },
    decidedAt: registryOrigin,
  };
}

/** Ends in `/`, so that `registry.example` does not allow `registry.example.com`. */
const namePrefix = (text: string): string => withLowerHost(`${text.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/`);
const withLowerHost = (name: string): string => `${hostOf(name).toLowerCase()}${name.slice(hostOf(name).length)}`;
const hostOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/')));

/** A registry that is not written would stand in front of the repository, so of several values the first is the one. */
function registryOrigin({ origins: { registry, repository } }: ImageRecord): OriginRecord | undefined {
  return registry?.at(-1) ?? repository?.find(({ path }) => path !== null) ?? repository?.at(-1);
}

/** The last step of an origin decides. Of parts that are not written there is none. */
function lastOrigin(...parts: readonly Component[]): ImageRule['decidedAt'] {
  return ({ origins }) => parts.map((part) => origins[part]?.at(-1)).find((origin) => origin !== undefined);
}

/** A digest settles what is pulled, whatever the tag says. */
const TAG_LATEST: ImageRule = {
  id: 'tag-latest',
  problem: ({ reference, tag, digest }) => (tag === 'latest' && digest === null ? `${reference} has the tag latest` : null),
  decidedAt: lastOrigin('tag', 'repository'),
};

const TAG_MISSING: ImageRule = {
  id: 'tag-missing',
  problem: ({ reference, tag, digest }) => (tag === null && digest === null ? `${reference} has neither tag nor digest` : null),
  decidedAt: lastOrigin('repository'),
};

const DIGEST_MISSING: ImageRule = {
  id: 'digest-missing',
  problem: ({ reference, digest }) => (digest === null ? `${reference} has no digest` : null),
  decidedAt: lastOrigin('tag', 'repository'),
};

/** By the full name: `redis:7` is listed as `docker.io/library/redis:7`. */
function listed(name: string, references: readonly string[]): ImageRule {
  const known = new Set(references.map((reference) => parseReference(reference)?.normalized ?? reference));
  return {
    id: 'image-not-listed',
    problem: ({ reference, normalized }) => (known.has(normalized) ? null : `${reference} is not in ${name}`),
    decidedAt: lastOrigin('repository'),
  };
}
