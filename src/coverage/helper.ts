import { TextOrigin, type GoValue } from '../value/index.js';
import type { Frame } from '../evaluate/index.js';
import type { BranchNode, Node } from '../template/index.js';
import { callTerm, unpiped, type CallTerm } from './call.js';
import { isSolved, type Fix, type Solution } from './fix.js';
import { leafOf, valueOf, type Scope } from './leaf.js';
import { solve } from './solve.js';

/** How deep helpers that ask helpers are followed. */
const MAX_HELPERS = 8;
/** Calls below which none is followed: it has to end before the evaluation refuses it. */
const DEEPEST = 150;

/**
 * What makes `include "name" data` print a text: any at all (`text`), a certain one, or nothing (''). Helpers that decide are
 * chains of conditions around literal text, or print one expression.
 */
export function solveInclude(scope: Scope, call: CallTerm, text: string): Solution {
  const inner = helperScope(scope, call);
  return inner === null ? { reason: 'a helper that is not known' } : solveBody(inner, inner.frame.nodes, text);
}

/** The scope in the body of a helper that is called; null where it is not known, or helpers ask helpers for ever. */
export function helperScope(outer: Scope, { args }: CallTerm): Scope | null {
  const { evaluator, frame: caller } = outer;
  const name = args[0] === undefined ? undefined : valueOf(outer, args[0]);
  const definition = typeof name === 'string' ? caller.namespace.lookup(name) : undefined;
  if (definition === undefined || caller.depth > DEEPEST) return null;
  const data = args[1] === undefined ? undefined : valueOf(outer, args[1]);
  const origin = args[1] === undefined ? null : evaluator.origin;
  const frame: Frame = {
    name: definition.name,
    nodes: definition.nodes,
    source: definition.source,
    namespace: caller.namespace,
    variables: [{ name: '$', value: data, origin, guards: null }],
    out: new TextOrigin(definition.source),
    path: caller.path,
    depth: caller.depth + Math.ceil(DEEPEST / MAX_HELPERS),
    dotOrigin: origin,
    assigned: Infinity,
  };
  return { evaluator, frame, dot: data, ...(outer.since === undefined ? {} : { since: outer.since }) };
}

function solveBody(scope: Scope, nodes: readonly Node[], text: string): Solution {
  let reason: Solution = { reason: 'the text of a helper is computed' };
  for (const node of nodes) {
    if (node.kind === 'action' && node.pipe.declarations.length > 0) {
      scope.evaluator.quiet++;
      scope.evaluator.muted++;
      scope.evaluator.evalPipe(scope.frame, scope.dot, node.pipe);
      scope.evaluator.muted--;
      scope.evaluator.quiet--;
      continue;
    }
    if (node.kind !== 'action' && node.kind !== 'if' && node.kind !== 'with') continue;
    const solution = node.kind === 'action' ? solveAction(scope, node, text) : solveBranch(scope, node, text);
    if (isSolved(solution)) return solution;
    reason = solution;
  }
  return reason;
}

/** What a helper answers that says yes or no; another text is a value that it hands on. */
const PLAIN_ANSWERS: ReadonlySet<string> = new Set(['', 'text', 'true', 'false']);

/** A helper that prints one value: `{{ .Values.enabled }}`, `{{ include … }}`, `{{ ternary "true" "" … }}`. */
function solveAction(scope: Scope, node: Extract<Node, { kind: 'action' }>, text: string): Solution {
  const expr = unpiped(node.pipe);
  const call = callTerm(expr);
  if (call?.name === 'include') return solveInclude(scope, call, text);
  const leaf = PLAIN_ANSWERS.has(text) ? null : leafOf(scope, expr);
  if (leaf !== null) return [{ cells: leaf.cells, value: text, path: leaf.path, candidates: [text], isSwitch: true }];
  return solve(scope, expr, text !== '' && text !== 'false');
}

/** Takes the side that prints the wanted text; nested conditions are solved too. */
function solveBranch(scope: Scope, node: BranchNode, text: string): Solution {
  for (const side of [true, false]) {
    const inner = side ? node.body : (node.otherwise ?? []);
    const within = printing(scope, inner, text);
    if (within === null) continue;
    const outer = solve(scope, node.pipe, side);
    if (isSolved(outer) && isSolved(within)) return [...outer, ...within];
  }
  return { reason: 'no side of a helper prints the wanted text' };
}

/** The fixes under which nodes print a text; null where they cannot. */
function printing(scope: Scope, nodes: readonly Node[], text: string): readonly Fix[] | null {
  const literal = nodes.map((node) => (node.kind === 'text' ? node.text.trim() : '')).join('');
  const rest = nodes.filter((node) => node.kind !== 'text');
  if (rest.length === 0) return (text === '' && literal === '') || (text === 'text' && literal !== '') || (text !== '' && literal === text) ? [] : null;
  const solution = solveBody(scope, rest, text);
  return isSolved(solution) ? solution : printsConstant(scope, rest, text);
}

/** `{{- true -}}` or `{{- printf "x" -}}`. */
function printsConstant(scope: Scope, nodes: readonly Node[], text: string): readonly Fix[] | null {
  const [only, ...more] = nodes;
  if (only?.kind !== 'action' || more.length > 0) return null;
  const value: GoValue = valueOf(scope, only.pipe);
  const printed = typeof value === 'boolean' ? String(value) : value;
  return printed === text || (text === 'text' && typeof printed === 'string' && printed !== '') ? [] : null;
}
