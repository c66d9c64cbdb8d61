import { expressionText, type BranchNode, type Expr, type Node, type Pipe, type RangeNode, type Span, type Template } from '../template/index.js';

/** An `if`, `with` or `range` of a template. */
export interface TemplateCondition {
  readonly expression: string;
  readonly start: number;
  /** Where what it guards stands; null where that is nothing. */
  readonly body: Span | null;
  /** Paths below `.Values` that it reads, as far as names alone tell. */
  readonly reads: readonly (readonly string[])[];
}

/** Path of dot below `.Values`; null for the context that templates begin with. */
type Dot = readonly string[] | null;
/** Of a dot that names alone do not tell, such as an element of a list. */
const UNKNOWN: Dot = ['\0'];

/** Every condition of a template, outer ones before inner ones. */
export function conditionsIn(template: Template, text: string): TemplateCondition[] {
  const found: TemplateCondition[] = [];
  for (const nodes of [template.root, ...template.defines.values()]) walk(nodes, null, text, found);
  return found;
}

function walk(nodes: readonly Node[], dot: Dot, text: string, found: TemplateCondition[]): void {
  for (const node of nodes) {
    if (node.kind !== 'if' && node.kind !== 'with' && node.kind !== 'range') continue;
    found.push({ expression: expressionText(node.pipe, text), start: node.start, body: spanOf(node.body), reads: readsOf(node.pipe, dot) });
    walk(node.body, dotInside(node, dot), text, found);
    walk(node.otherwise ?? [], dot, text, found);
  }
}

function spanOf(nodes: readonly Node[]): Span | null {
  return nodes.length === 0 ? null : { start: nodes[0]!.start, end: nodes.at(-1)!.end };
}

function dotInside({ kind, pipe }: BranchNode | RangeNode, dot: Dot): Dot {
  if (kind === 'if') return dot;
  const argument = pipe.commands.length === 1 && pipe.commands[0]!.args.length === 1 ? pipe.commands[0]!.args[0]! : null;
  return kind === 'with' && argument !== null ? (pathRead(argument, dot) ?? UNKNOWN) : UNKNOWN;
}

function readsOf({ commands }: Pipe, dot: Dot): string[][] {
  return commands.flatMap(({ args }) => args).flatMap((argument) => {
    if (argument.kind === 'pipe') return readsOf(argument, dot);
    const path = pathRead(argument, dot);
    return path === null || path.includes(UNKNOWN![0]!) ? [] : [path];
  });
}

function pathRead(expression: Expr, dot: Dot): string[] | null {
  if (expression.kind === 'chain') return null;
  if (expression.kind === 'variable') return expression.name === '$' ? belowValues(expression.names) : null;
  if (expression.kind !== 'field') return null;
  return dot === null ? belowValues(expression.names) : [...dot, ...expression.names];
}

const belowValues = ([first, ...rest]: readonly string[]): string[] | null => (first === 'Values' && rest.length > 0 ? rest : null);
