import type { CallPath, Frame, Namespace } from '../evaluate/index.js';
import type { SourceFile } from '../source/index.js';
import type { BranchNode, Node, RangeNode } from '../template/index.js';
import type { TextOrigin } from '../value/index.js';

/** `image:` and `--image=` at the start of a line. */
const IMAGE_KEY = /^[\s-]*["']?(?:[\w.-]*image["']?:\s|--[\w-]*image[= ])/i;
/** `image:` in a flow map, whose next key has not begun. */
const FLOW_KEY = /[{,]\s*["']?[\w.-]*image["']?:\s[^,}\]]*$/i;
const isImageLine = (line: string): boolean => IMAGE_KEY.test(line) || FLOW_KEY.test(line.slice(-MAX_LINE));
const VALUE_KEY = /^\s*["']?value["']?:\s/;
const IMAGE_VARIABLE = /^[\s-]*["']?name["']?:\s+["']?\w*IMAGE/;
const WRITES_MANIFEST = /image:|kind:|- name:/;
const MAX_LINE = 400;
/** A line of an image as the template has it. */
const WRITTEN_LINES = /(?:^[ \t-]*|[{,][ \t]*)["']?(?:[\w.-]*image["']?:|--[\w-]*image[= ])[^\n]*/gim;
const NONE: ReadonlySet<string> = new Set();
const DECLARES = /\{\{-?\s*(\$\w+)\s*:?=[^}]*$/;

/**
 * Finds the text of single images: decisions there shape a reference and are no branches of a manifest. A site is the line
 * `image: …` that is being written, or the outermost helper that computes an image.
 */
export class ImageText {
  readonly #helpers = new Map<CallPath, CallPath | null>();
  readonly #variables = new WeakMap<SourceFile, ReadonlySet<string>>();

  constructor(readonly namespace: Namespace) {}

  /** What the decision at hand belongs to; null outside of an image text, and where its body begins with a line of its own. */
  site(frame: Frame, body: readonly Node[] = []): unknown {
    return this.#helper(frame.path) ?? (beginsLine(body) ? null : imageLine(frame.out));
  }

  /** Whether a variable of a template stands on the line of an image. */
  uses(source: SourceFile, variable: string): boolean {
    let variables = this.#variables.get(source);
    if (variables === undefined) this.#variables.set(source, (variables = variablesOn(source.text)));
    return variables.has(variable);
  }

  /** Whether a branch gives such a variable another value. */
  isAssigned({ body, otherwise }: BranchNode | RangeNode, source: SourceFile): boolean {
    const assigns = (node: Node): boolean => {
      if (node.kind === 'action') return node.pipe.assign && this.uses(source, node.pipe.declarations[0]!);
      return (node.kind === 'if' || node.kind === 'with') && this.isAssigned(node, source);
    };
    return body.some(assigns) || otherwise?.some(assigns) === true;
  }

  #helper(path: CallPath): CallPath | null {
    let site = this.#helpers.get(path);
    if (site !== undefined) return site;
    site = (path.parent === null ? null : this.#helper(path.parent)) ?? (this.#computesImage(path) || this.#isCalledForImage(path) ? path : null);
    this.#helpers.set(path, site);
    return site;
  }

  /** `image: {{ include "app.ref" . }}`, whatever the helper is called; or a variable that stands on such a line. */
  #isCalledForImage({ parent, site }: CallPath): boolean {
    if (parent === null || typeof site !== 'object' || site === null || !('start' in site)) return false;
    const source = this.namespace.lookup(parent.name)?.source;
    if (source === undefined) return false;
    const at = site.start as number;
    const line = source.text.slice(Math.max(source.text.lastIndexOf('\n', at - 1) + 1, at - MAX_LINE), at);
    const declared = DECLARES.exec(line)?.[1];
    return declared === undefined ? isImageLine(line) : this.uses(source, declared);
  }

  #computesImage({ name, parent }: CallPath): boolean {
    if (parent === null || !/image(?!Pull)/i.test(name)) return false;
    const definition = this.namespace.lookup(name);
    if (definition === undefined) return false;
    const { nodes, source } = definition;
    const [first, last] = [nodes[0], nodes.at(-1)];
    return first !== undefined && last !== undefined && !WRITES_MANIFEST.test(source.text.slice(first.start, last.end));
  }
}

function variablesOn(text: string): ReadonlySet<string> {
  if (!/image/i.test(text)) return NONE;
  return new Set([...text.matchAll(WRITTEN_LINES)].flatMap(([line]) => line.match(/\$\w+/g) ?? []));
}

/** `image: a{{- if .x }}` and a line break: the trim marker only took the end of the line of the image. */
function beginsLine(nodes: readonly Node[]): boolean {
  const first = nodes.find((node) => node.kind !== 'text' || /\S|\n/.test(node.text));
  if (first === undefined) return false;
  if (first.kind === 'text') return /^[ \t\r]*\n/.test(first.text);
  return (first.kind === 'if' || first.kind === 'with' || first.kind === 'range') && beginsLine(first.body);
}

/** The chunk that the present line begins in, where it is the line of an image, or of the value of a variable that is named after one. */
function imageLine(out: TextOrigin): unknown {
  let line = '';
  for (let at = out.chunks.length - 1; at >= 0 && line.length < MAX_LINE; at--) {
    const chunk = out.chunks[at]!;
    const start = chunk.text.lastIndexOf('\n');
    line = chunk.text.slice(start + 1) + line;
    if (start < 0 && at > 0) continue;
    if (isImageLine(`${line} `)) return chunk.node;
    if (start < 0 || !VALUE_KEY.test(line)) return null;
    const before = chunk.text.slice(chunk.text.lastIndexOf('\n', start - 1) + 1, start);
    return IMAGE_VARIABLE.test(before) ? chunk.node : null;
  }
  return null;
}
