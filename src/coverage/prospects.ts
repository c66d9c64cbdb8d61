import { isRootDot, type Namespace } from '../evaluate/index.js';
import type { SourceFile } from '../source/index.js';
import type { ActionNode, BranchNode, Command, Expr, Node, Pipe, RangeNode, TemplateNode } from '../template/index.js';
import { GoBytes, GoList, GoMap, Hole, type GoValue } from '../value/index.js';
import { includesIn } from './call.js';
import { helperScope } from './helper.js';
import { valueOf, type Scope } from './leaf.js';
import type { Side } from './records.js';
import { handsContainers, makesImage, type Relevance } from './relevance.js';

/** A named template that may write images from what it is given. */
interface Called {
  readonly kind: 'called';
  readonly name: string;
  /** Of `include`. */
  readonly args: readonly Expr[];
}

/** What a side may write images from: `certain`, texts that do so whatever the values are; else nothing but these values. */
type Prospect = 'certain' | readonly (Expr | Called)[];

/** What stands for dot and for variables in a piece of a template, as expressions that can be evaluated at the decision. */
interface Surroundings {
  /** Null: dot is what it is at the decision. */
  readonly dot: Prospect | null;
  readonly variables: Map<string, Prospect>;
}

/** Text that makes an image of what stands behind it. The header of a list alone makes none. */
const IMAGE_TEXT = /image(?!Pull)/i;
const READS_FILES = /\.Files\b/;
const MAKES_VALUES = /\b(?:include|tpl|lookup)\b|\.Files\b/;

/**
 * Tells which sides are worth a pass of their own. Many write only what the values hold, which as a rule is nothing: a list of further
 * containers that is empty stays empty, whatever is decided.
 */
export class Prospects {
  readonly #known = new Map<readonly Node[], Prospect>();
  readonly #definitions = new Map<string, Prospect>();

  constructor(
    readonly relevance: Relevance,
    readonly namespace: Namespace,
  ) {}

  /** Whether a side that was not taken may show an image, with the values as they are now. */
  promise(scope: Scope, node: BranchNode | RangeNode, side: Side): boolean {
    const nodes = side === 'body' ? node.body : node.otherwise;
    if (nodes === null) return false;
    let prospect = this.#known.get(nodes);
    if (prospect === undefined) this.#known.set(nodes, (prospect = this.#of(node, side, nodes, scope.frame.source)));
    return this.#isKept(scope, prospect, 0);
  }

  #isKept(scope: Scope, prospect: Prospect, depth: number): boolean {
    if (prospect === 'certain' || depth > MAX_HELPERS) return true;
    return prospect.some((item) => {
      if (item.kind !== 'called') return mayHoldImage(valueOf(scope, item), { left: MAX_VALUES }, 0);
      const inner = helperScope(scope, item);
      // Null: called too deep to be followed.
      return inner === null || this.#isKept(inner, this.#definition(item.name), depth + 1);
    });
  }

  #definition(name: string): Prospect {
    const known = this.#definitions.get(name);
    if (known !== undefined) return known;
    // One that calls itself writes the same again.
    this.#definitions.set(name, []);
    const definition = this.namespace.lookup(name);
    const prospect = definition === undefined ? [] : this.#list(definition.nodes, definition.source, { dot: null, variables: new Map() });
    this.#definitions.set(name, prospect);
    return prospect;
  }

  #of(node: BranchNode | RangeNode, side: Side, nodes: readonly Node[], source: SourceFile): Prospect {
    if (this.relevance.collects(node, source)) return 'certain';
    const around: Surroundings = { dot: null, variables: new Map() };
    // The body of `with` and `range` is left out where there is nothing for it to write.
    return this.#list(nodes, source, side === 'body' ? inside(node, [], around) : around);
  }

  #list(nodes: readonly Node[], source: SourceFile, around: Surroundings): Prospect {
    const found: (Expr | Called)[] = [];
    for (const node of nodes) {
      const prospect = this.#node(node, source, around);
      if (prospect === 'certain') return prospect;
      found.push(...prospect);
    }
    return found;
  }

  #node(node: Node, source: SourceFile, around: Surroundings): Prospect {
    switch (node.kind) {
      case 'text':
        return IMAGE_TEXT.test(node.text) ? 'certain' : [];
      case 'action':
        return this.#action(node, source, around);
      case 'template':
        return this.#template(node, source, around);
      case 'if':
      case 'with':
      case 'range':
        return this.#branch(node, source, around);
      default:
        return [];
    }
  }

  #template({ name, pipe, start, end }: TemplateNode, source: SourceFile, around: Surroundings): Prospect {
    const args: Expr[] = [{ kind: 'string', value: name, start, end }, ...(pipe === null ? [] : [pipe])];
    const called = this.#call(args, around);
    if (called === 'certain' || pipe === null || !handsContainers(source.text.slice(pipe.start, pipe.end))) return called;
    return joined([called, readsOf(pipe, around)]);
  }

  #branch(node: BranchNode | RangeNode, source: SourceFile, around: Surroundings): Prospect {
    if (this.relevance.collects(node, source)) return 'certain';
    const body = this.#list(node.body, source, inside(node, valuesOf(node.pipe, source, around), around));
    if (body === 'certain' || node.otherwise === null) return body;
    const otherwise = this.#list(node.otherwise, source, around);
    return otherwise === 'certain' ? otherwise : [...body, ...otherwise];
  }

  #action({ pipe }: ActionNode, source: SourceFile, around: Surroundings): Prospect {
    if (makesImage(source.text.slice(pipe.start, pipe.end))) return 'certain';
    const values = valuesOf(pipe, source, around);
    for (const name of pipe.declarations) around.variables.set(name, values);
    // What a variable holds may be written behind the branch.
    if (pipe.assign && handsContainers(source.text.slice(pipe.start, pipe.end))) return values;
    return isRefusal(pipe) ? [] : this.#pipe(pipe, source, around);
  }

  #pipe(pipe: Pipe, source: SourceFile, around: Surroundings): Prospect {
    const text = source.text.slice(pipe.start, pipe.end);
    const called = joined(includesIn(pipe).map((args) => this.#call(args, around)));
    if (called === 'certain' || this.relevance.pipe(pipe, source) !== 'emits' || !handsContainers(text)) return called;
    return READS_FILES.test(text) ? 'certain' : joined([called, readsOf(pipe, around)]);
  }

  #call(args: readonly Expr[], around: Surroundings): Prospect {
    const [name, data] = args;
    // A computed name stands for any template.
    if (name?.kind !== 'string' || IMAGE_TEXT.test(name.value)) return 'certain';
    const prospect = this.#definition(name.value);
    if (prospect === 'certain' || prospect.length === 0) return prospect;
    return data !== undefined && isReplaced(data, around) ? 'certain' : [{ kind: 'called', name: name.value, args }];
  }
}

/** Whether an expression reads what stands for something else at the decision. */
function isReplaced(expr: Expr, around: Surroundings): boolean {
  switch (expr.kind) {
    case 'dot':
    case 'field':
      return around.dot !== null;
    case 'variable':
      return around.variables.has(expr.name);
    case 'chain':
      return isReplaced(expr.base, around);
    case 'pipe':
      return expr.commands.some(({ args }) => args.some((arg) => isReplaced(arg, around)));
    default:
      return false;
  }
}

/** `printf … | fail` writes nothing. */
function isRefusal({ commands }: Pipe): boolean {
  const last = commands.at(-1)?.args[0];
  return last?.kind === 'identifier' && last.name === 'fail';
}

/** In the body of a branch, where a condition is the dot or a variable. */
function inside({ kind, pipe }: BranchNode | RangeNode, condition: Prospect, { dot, variables }: Surroundings): Surroundings {
  const inner = new Map(variables);
  for (const name of pipe.declarations) inner.set(name, condition);
  return { dot: kind === 'if' ? dot : condition, variables: inner };
}

/** What the value of a pipeline is made of. */
function valuesOf(pipe: Pipe, source: SourceFile, around: Surroundings): Prospect {
  return MAKES_VALUES.test(source.text.slice(pipe.start, pipe.end)) ? 'certain' : readsOf(pipe, around);
}

/** Everything that a pipeline reads. */
function readsOf(expr: Expr, around: Surroundings): Prospect {
  switch (expr.kind) {
    case 'dot':
    case 'field':
      return around.dot ?? [expr];
    case 'variable':
      return around.variables.get(expr.name) ?? [expr];
    case 'chain':
      return isReplaced(expr, around) ? readsOf(expr.base, around) : [expr];
    case 'pipe':
      return joined(readsOfCommands(expr, around));
    default:
      return [];
  }
}

/** Functions that take a part of what they are given. */
const SELECTORS: ReadonlySet<string> = new Set(['index', 'get', 'dig', 'pick', 'omit', 'default', 'coalesce', 'first', 'last', 'hasKey']);

/** The first commands may take a part of something: then only that part is read. */
function readsOfCommands(pipe: Pipe, around: Surroundings): Prospect[] {
  const { commands } = pipe;
  let at = 0;
  while (at < commands.length && selects(commands[at]!)) at++;
  const taken: Pipe = { ...pipe, declarations: [], commands: commands.slice(0, at) };
  const isWhole = at > 0 && !isReplaced(taken, around);
  const rest = isWhole ? commands.slice(at) : commands;
  return [...(isWhole ? [[taken]] : []), ...rest.flatMap(({ args }) => args.map((arg) => readsOf(arg, around)))];
}

const selects = ({ args: [first] }: Command): boolean => first?.kind === 'identifier' && SELECTORS.has(first.name);

const joined = (prospects: readonly Prospect[]): Prospect => (prospects.includes('certain') ? 'certain' : prospects.flatMap((prospect) => prospect as readonly (Expr | Called)[]));

/** How deep templates that call templates are followed. */
const MAX_HELPERS = 4;
const MAX_VALUES = 5000;
/** Values may hold themselves. */
const MAX_DEPTH = 50;
/** Keys under which images stand, or pods. */
const IMAGE_KEY = /image|repository|registry|container/i;

/** Whether a value, written as YAML or evaluated as a template, may name an image. */
function mayHoldImage(value: GoValue, budget: { left: number }, depth: number): boolean {
  if (typeof value === 'string') return /[/:@]|\{\{/.test(value);
  // Nothing is there, or what would read it aborts.
  if (value instanceof Hole) return value.reason !== 'error' && value.reason !== 'unset';
  if (value instanceof GoBytes) return true;
  if (!(value instanceof GoMap || value instanceof GoList) || (value instanceof GoMap && isRootDot(value))) return false;
  budget.left -= value instanceof GoMap ? value.size : value.length;
  if (budget.left < 0 || depth > MAX_DEPTH) return true;
  if (value instanceof GoList) return value.entries.some((entry) => mayHoldImage(entry.value, budget, depth + 1));
  for (const [key, entry] of value.entries) if (IMAGE_KEY.test(key) || mayHoldImage(entry.value, budget, depth + 1)) return true;
  return false;
}
