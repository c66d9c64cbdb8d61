import { parseReference } from '../image/index.js';
import { STATUSES, type Status } from '../scan/result.js';
import { SourceFile } from '../source/index.js';
import { toPlain } from '../value/index.js';
import { readYaml } from '../yaml/index.js';

/** One image of a list or report. */
export interface ListedImage {
  /** As written there. */
  readonly reference: string;
  /** The full name that is pulled; what images are compared by. */
  readonly normalized: string;
  /** Of reports only. */
  readonly status: Status | null;
}

/** A line that is no image. */
export interface ListProblem {
  /** 1-based; null where the whole file is meant. */
  readonly line: number | null;
  readonly message: string;
}

export interface ImageList {
  /** In the order of the file, each full name once. */
  readonly images: readonly ListedImage[];
  readonly problems: readonly ListProblem[];
}

/**
 * Reads the images of a list (one reference a line; `#` starts a comment) or of a report (JSON or YAML); which of them it is
 * decides the content, not the name.
 */
export function readImageList(text: string): ImageList {
  const content = text.replace(/^\uFEFF/, '');
  if (/^\s*[{[]/.test(content)) return readReport(parseJson(content));
  if (/^(?:---\s*\n|#.*\n|\s*\n)*"?schema_version"?:/.test(content)) return readReport(toPlain(readYaml(new SourceFile('', content)).value));
  return readLines(content);
}

function readLines(text: string): ImageList {
  const images: ListedImage[] = [];
  const problems: ListProblem[] = [];
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    const reference = line.replace(/(?:^|\s)#.*$/, '').trim();
    if (reference === '') continue;
    const image = listedImage(reference, null);
    if (image === null) problems.push({ line: at + 1, message: `${JSON.stringify(reference)} is no image reference` });
    else images.push(image);
  }
  return { images: distinct(images), problems };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `images` of a report, or a bare list: entries are texts or have a `reference`. */
function readReport(data: unknown): ImageList {
  const entries = Array.isArray(data) ? data : (data as { images?: unknown } | null)?.images;
  if (!Array.isArray(entries)) return { images: [], problems: [{ line: null, message: 'neither a list of images nor a report' }] };
  const images: ListedImage[] = [];
  const problems: ListProblem[] = [];
  for (const entry of entries as unknown[]) {
    const { reference, status } = typeof entry === 'string' ? { reference: entry } : ((entry ?? {}) as { reference?: unknown; status?: unknown });
    const image = typeof reference === 'string' ? listedImage(reference, isStatus(status) ? status : null) : null;
    if (image === null) problems.push({ line: null, message: `${JSON.stringify(entry)} is no image` });
    else images.push(image);
  }
  return { images: distinct(images), problems };
}

const isStatus = (value: unknown): value is Status => (STATUSES as readonly unknown[]).includes(value);

function listedImage(reference: string, status: Status | null): ListedImage | null {
  const parsed = parseReference(reference);
  return parsed === null ? null : { reference, normalized: parsed.normalized, status };
}

/** The first of several spellings stays. */
function distinct(images: readonly ListedImage[]): ListedImage[] {
  const known = new Set<string>();
  return images.filter(({ normalized }) => !known.has(normalized) && known.add(normalized));
}
