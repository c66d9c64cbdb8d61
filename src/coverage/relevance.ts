import type { Namespace } from '../evaluate/index.js';
import type { SourceFile } from '../source/index.js';
import type { BranchNode, Node, Pipe, RangeNode } from '../template/index.js';
import { includesIn } from './call.js';

/**
 * What a piece of template can do for images: `emits`, may write one whatever it is given; `argument`, writes what it is
 * given (`common.tplvalues.render`), so that the call decides; `nothing`.
 */
type Reach = 'emits' | 'argument' | 'nothing';

const ORDER: readonly Reach[] = ['nothing', 'argument', 'emits'];
const strongest = (a: Reach, b: Reach): Reach => (ORDER.indexOf(a) >= ORDER.indexOf(b) ? a : b);

/** Text with an image, or the header of a list of containers, whose items stand under guards of their own. */
const IMAGE_TEXT = /image(?!Pull)|ontainers:|volumes:\s*$/i;
/** Values under such names may hold containers or whole manifests. */
const CONTAINER_VALUE = /image(?!Pull)|container|sidecar|\bpods?\b|podSpec|podTemplate|job|raw|spec|extra(?:Deploy|Objects|Manifests|Resources|List)|manifest|\.Files\b|workload|component/i;
/** Ways to write what one was given. */
const WRITES_ARGUMENT = /\b(?:toYaml|tpl|toJson|toString|include|template)\b|^\s*\.?\s*$/;
/** Items of a loop put aside under their own name, where a bare switch is on: those are rendered later. Merging code tests more than a switch. */
const COLLECTS = /\bset\s+\$\w+\s+\$\w+\s/;
const BARE = /^\$?[\w.$]+\s*-?(?:\}\})?$/;

/** Tests of a type belong to code that merges or renders anything; deciding them otherwise only makes nonsense. */
const TYPE_TEST = /\b(?:kindIs|typeIs|typeIsLike|typeOf|kindOf)\b/;

/** The name of a template says nothing about what it is given. */
const CALLED = /\b(?:include|template)\s+"[^"]*"/g;

const MAKES_DATA = /\b(?:set|append|prepend|concat|list|merge\w*)\b/;
const IMAGE_NAMED = /"[\w.-]*image"/i;
/** `append $containers (dict "name" "x" "image" …)`: a container as data, which is written later. */
export const makesImage = (expression: string): boolean => IMAGE_NAMED.test(expression) && MAKES_DATA.test(expression);

/** Whether a call, or what is written otherwise, has to do with what may hold containers. */
export const handsContainers = (expression: string): boolean => CONTAINER_VALUE.test(expression.replace(CALLED, 'include'));

/** Tells which sides of decisions can bring an image to light. Results are kept: a side is asked about in every pass. */
export class Relevance {
  readonly #nodes = new Map<readonly Node[], Reach>();
  readonly #definitions = new Map<string, Reach>();

  constructor(readonly namespace: Namespace) {}

  /** Whether a list of nodes may write an image, seen from where it stands. */
  side(nodes: readonly Node[] | null, source: SourceFile): boolean {
    return nodes !== null && this.#list(nodes, source) === 'emits';
  }

  /** The same for the body of a branch, whose condition tells whether it picks items. */
  body(node: BranchNode | RangeNode, source: SourceFile): boolean {
    return this.side(node.body, source) || this.collects(node, source);
  }

  /** Whether a condition only tests a type. */
  isTypeTest(pipe: Pipe, source: SourceFile): boolean {
    return TYPE_TEST.test(source.text.slice(pipe.start, pipe.end));
  }

  /** Whether what a call hands on may hold an image: below a call that cannot, nothing is worth deciding. */
  call(name: string, expression: () => string): boolean {
    const reach = this.#definition(name);
    return reach === 'emits' || (reach === 'argument' && CONTAINER_VALUE.test(expression()));
  }

  /** Whether a body puts items aside that are rendered later. */
  collects({ kind, pipe, body }: BranchNode | RangeNode, { text }: SourceFile): boolean {
    if (kind !== 'if' || !BARE.test(text.slice(pipe.start, pipe.end).trim())) return false;
    return body.some((node) => node.kind === 'action' && COLLECTS.test(text.slice(node.pipe.start, node.pipe.end)));
  }

  #list(nodes: readonly Node[], source: SourceFile): Reach {
    const known = this.#nodes.get(nodes);
    if (known !== undefined) return known;
    this.#nodes.set(nodes, 'nothing');
    const reach = nodes.reduce<Reach>((so, node) => (so === 'emits' ? so : strongest(so, this.#node(node, source))), 'nothing');
    this.#nodes.set(nodes, reach);
    return reach;
  }

  #node(node: Node, source: SourceFile): Reach {
    switch (node.kind) {
      case 'text':
        return IMAGE_TEXT.test(node.text) ? 'emits' : 'nothing';
      case 'action':
        return this.pipe(node.pipe, source);
      case 'template':
        return this.#calls(node.name, source.text.slice(node.start, node.end));
      case 'if':
      case 'with':
      case 'range':
        if (this.collects(node, source)) return 'emits';
        return strongest(this.#list(node.body, source), node.otherwise === null ? 'nothing' : this.#list(node.otherwise, source));
      default:
        return 'nothing';
    }
  }

  #calls(name: string, expression: string): Reach {
    const reach = this.#definition(name);
    return reach === 'argument' && CONTAINER_VALUE.test(expression) ? 'emits' : reach;
  }

  /** What a pipeline can do. */
  pipe(pipe: Pipe, source: SourceFile): Reach {
    const text = source.text.slice(pipe.start, pipe.end);
    let reach: Reach = 'nothing';
    for (const name of includedNames(pipe)) reach = strongest(reach, name === null ? 'argument' : this.#calls(name, text));
    if (reach === 'emits' || writesField(pipe)) return reach;
    if (makesImage(text)) return 'emits';
    if (pipe.declarations.length > 0 && !/\binclude\b|\.Files\b/.test(text)) return reach;
    if (CONTAINER_VALUE.test(text) && /\b(?:toYaml|tpl|toJson|set|merge\w*|include|range|Get)\b/.test(text)) return 'emits';
    return WRITES_ARGUMENT.test(text) ? strongest(reach, 'argument') : reach;
  }

  #definition(name: string): Reach {
    const known = this.#definitions.get(name);
    if (known !== undefined) return known;
    this.#definitions.set(name, 'nothing');
    const definition = this.namespace.lookup(name);
    const reach = definition === undefined ? 'nothing' : this.#list(definition.nodes, definition.source);
    this.#definitions.set(name, reach);
    return reach;
  }
}

/** `(.Files.Get $path | fromYaml).metadata.name`: what the field is of is not written, and the text around tells whether it is an image. */
const writesField = ({ declarations, commands: [first, ...others] }: Pipe): boolean => declarations.length === 0 && others.length === 0 && first?.args.length === 1 && first.args[0]!.kind === 'chain';

/** Names of the templates that a pipeline includes; null for one that is computed. */
const includedNames = (pipe: Pipe): (string | null)[] => includesIn(pipe).map(([name]) => (name?.kind === 'string' ? name.value : null));
