import { parseReference } from '../image/index.js';
import type { Component, ImageRecord } from '../scan/result.js';
import type { Policy, PolicyRule } from './policy.js';

/** A demand on one image. */
export interface ImageRule {
  readonly id: PolicyRule;
  /** What is wrong with the image; null where it meets the demand. */
  readonly problem: (image: ImageRecord) => string | null;
  /** The part whose origin is the place to change, then what stands in for it where the part is not written. */
  readonly decidedBy: readonly Component[];
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
    decidedBy: ['registry', 'repository'],
  };
}

/** Ends in `/`, so that `registry.example` does not allow `registry.example.com`. */
const namePrefix = (text: string): string => withLowerHost(`${text.replace(/^https?:\/\//, '').replace(/\/+$/, '')}/`);
const withLowerHost = (name: string): string => `${hostOf(name).toLowerCase()}${name.slice(hostOf(name).length)}`;
const hostOf = (name: string): string => name.slice(0, Math.max(0, name.indexOf('/')));

/** A digest settles what is pulled, whatever the tag says. */
const TAG_LATEST: ImageRule = {
  id: 'tag-latest',
  problem: ({ reference, tag, digest }) => (tag === 'latest' && digest === null ? `${reference} has the tag latest` : null),
  decidedBy: ['tag', 'repository'],
};

const TAG_MISSING: ImageRule = {
  id: 'tag-missing',
  problem: ({ reference, tag, digest }) => (tag === null && digest === null ? `${reference} has neither tag nor digest` : null),
  decidedBy: ['repository'],
};

const DIGEST_MISSING: ImageRule = {
  id: 'digest-missing',
  problem: ({ reference, digest }) => (digest === null ? `${reference} has no digest` : null),
  decidedBy: ['tag', 'repository'],
};

/** By the full name: `redis:7` is listed as `docker.io/library/redis:7`. */
function listed(name: string, references: readonly string[]): ImageRule {
  const known = new Set(references.map((reference) => parseReference(reference)?.normalized ?? reference));
  return {
    id: 'image-not-listed',
    problem: ({ reference, normalized }) => (known.has(normalized) ? null : `${reference} is not in ${name}`),
    decidedBy: ['repository'],
  };
}
