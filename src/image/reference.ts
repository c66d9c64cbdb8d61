/** The parts of an image reference, after the grammar and the normalisation of distribution/reference. */
export interface ImageReference {
  /** Host with port; `docker.io` where the text names none. */
  readonly registry: string;
  /** Path below the registry; `library/` is filled in for official Docker Hub images. */
  readonly repository: string;
  readonly tag: string | null;
  /** With its algorithm: `sha256:…`. */
  readonly digest: string | null;
  /** The full name that is pulled; `:latest` where neither tag nor digest is given. */
  readonly normalized: string;
}

/** Of the path below the registry. */
const MAX_PATH = 255;
/** No reference is longer: host, path, tag and digest with room to spare. */
const MAX_TEXT = 1024;
const HOST = /^(?:(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])(?:\.(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9]))*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?$/;
const PATH = /^[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*(?:\/[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*)*$/;
const TAG = /^\w[\w.-]{0,127}$/;
const DIGEST = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/;
const IDENTIFIER = /^[a-f0-9]{64}$/;

/** Splits a text as a container runtime would; null where a runtime refuses it. */
export function parseReference(text: string): ImageReference | null {
  // A bare image id is no name: distribution/reference refuses it to avoid the confusion.
  if (text.length > MAX_TEXT || IDENTIFIER.test(text)) return null;
  const at = text.indexOf('@');
  const digest = at < 0 ? null : text.slice(at + 1);
  if (digest !== null && !DIGEST.test(digest)) return null;
  const named = at < 0 ? text : text.slice(0, at);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const tag = hasTag ? named.slice(colon + 1) : null;
  if (tag !== null && !TAG.test(tag)) return null;
  const name = splitName(hasTag ? named.slice(0, colon) : named);
  if (name === null) return null;
  const version = `${tag === null ? '' : `:${tag}`}${digest === null ? '' : `@${digest}`}`;
  return { ...name, tag, digest, normalized: `${name.registry}/${name.repository}${version === '' ? ':latest' : version}` };
}

/** The last part of the path, as it has to stand in any text that names the image. */
export function repositoryName(text: string): string {
  const named = text.split('@', 1)[0]!;
  return named.slice(named.lastIndexOf('/') + 1).split(':', 1)[0]!;
}

function splitName(name: string): { registry: string; repository: string } | null {
  const slash = name.indexOf('/');
  const first = slash < 0 ? '' : name.slice(0, slash);
  const isHost = slash >= 0 && (/[.:]/.test(first) || first === 'localhost' || first !== first.toLowerCase());
  const path = isHost ? name.slice(slash + 1) : name;
  if (!PATH.test(path) || (isHost && !HOST.test(first))) return null;
  const registry = !isHost || first === 'index.docker.io' ? 'docker.io' : first;
  const repository = registry === 'docker.io' && !path.includes('/') ? `library/${path}` : path;
  return repository.length > MAX_PATH ? null : { registry, repository };
}
