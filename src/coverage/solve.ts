import { expressionText, type Expr } from '../template/index.js';
import { GoInt, GoList, GoMap, Hole, isTrue, type GoValue } from '../value/index.js';
import { callTerm, unpiped, type CallTerm } from './call.js';
import { solveComparison, COMPARISONS } from './comparison.js';
import { isSolved, type Fix, type Solution } from './fix.js';
import { solveInclude } from './helper.js';
import { leafOf, placed, valueOf, type Leaf, type Scope } from './leaf.js';
import { solveVariable } from './variable.js';

/** Functions whose result is empty or false where the text or list they are given is. */
const TRANSPARENT: ReadonlySet<string> = new Set([
  'b64enc', 'compact', 'first', 'fromJson', 'fromYaml', 'int', 'int64', 'join', 'keys', 'last', 'len', 'lower', 'quote', 'sortAlpha', 'squote',
  'toJson', 'toString', 'tpl', 'trim', 'trimSuffix', 'trimPrefix', 'trunc', 'uniq', 'upper', 'values', 'merge', 'mergeOverwrite', 'deepCopy', 'print',
]);

/** What has to change so that a condition comes out as wanted. */
export function solve(scope: Scope, condition: Expr, wanted: boolean): Solution {
  const expr = unpiped(condition);
  if (isTrue(valueOf(scope, expr)) === wanted && expr.kind !== 'bool') return [];
  const call = callTerm(expr);
  return call === null ? solveLeaf(scope, expr, wanted) : solveCall(scope, call, expr, wanted);
}

function solveLeaf(scope: Scope, expr: Expr, wanted: boolean): Solution {
  const leaf = leafOf(scope, expr);
  if (leaf?.path === null && expr.kind === 'variable' && expr.names.length === 0) {
    const defined = solveVariable(scope, expr.name, wanted);
    if (defined !== null) return [truthFix(leaf, wanted), ...defined];
  }
  return leaf === null ? { reason: unsolvable(scope, expr) } : [truthFix(leaf, wanted)];
}

function solveCall(scope: Scope, call: CallTerm, expr: Expr, wanted: boolean): Solution {
  const [first, second] = call.args;
  switch (call.name) {
    case 'not':
    case 'empty':
      return solve(scope, first!, !wanted);
    case 'and':
      return wanted ? all(scope, call.args, true) : any(scope, call.args, false);
    case 'or':
    case 'coalesce':
    case 'any':
      return wanted ? any(scope, call.args, true) : all(scope, call.args, false);
    case 'all':
      return wanted ? all(scope, call.args, true) : any(scope, call.args, false);
    case 'default':
      return wanted ? any(scope, [second!, first!], true) : solve(scope, second!, false);
    case 'ternary':
      return solveTernary(scope, call, wanted);
    case 'hasKey':
    case 'get':
    case 'index':
    case 'dig':
      return solveElement(scope, call, expr, wanted);
    case 'include':
      return solveInclude(scope, call, wanted ? 'text' : '');
  }
  if (COMPARISONS.has(call.name)) return solveComparison(scope, call, wanted);
  if (TRANSPARENT.has(call.name) && call.args.length > 0) return throughArguments(scope, call, wanted);
  return solveLeaf(scope, expr, wanted);
}

/** `trim .x`, `printf "%s" .x`, `merge .a .b`: what the last argument is, or else one before it. */
function throughArguments(scope: Scope, { args }: CallTerm, wanted: boolean): Solution {
  const sources = args.filter((arg) => !['string', 'number', 'bool', 'nil'].includes(arg.kind)).reverse();
  return wanted ? any(scope, sources, true) : all(scope, sources, false);
}

function all(scope: Scope, parts: readonly Expr[], wanted: boolean): Solution {
  const fixes: Fix[] = [];
  for (const part of parts) {
    const solution = solve(scope, part, wanted);
    if (!isSolved(solution)) return solution;
    fixes.push(...solution);
  }
  return fixes;
}

/** Every way to make a condition come out as wanted, where several single changes do; at least the one of {@link solve}. */
export function solveEach(scope: Scope, condition: Expr, wanted: boolean): Solution[] {
  const expr = unpiped(condition);
  const call = callTerm(expr);
  if (call?.name === 'not' || call?.name === 'empty') return solveEach(scope, call.args[0]!, !wanted);
  if (call === null || !((call.name === 'and' && !wanted) || (call.name === 'or' && wanted))) return [solve(scope, expr, wanted)];
  return call.args.flatMap((arg) => solveEach(scope, arg, wanted));
}

/** The first part that can be solved by a value of the chart, else the first that can be solved at all. */
function any(scope: Scope, parts: readonly Expr[], wanted: boolean): Solution {
  const solutions = parts.map((part) => solve(scope, part, wanted));
  const solved = solutions.filter(isSolved);
  return solved.find((fixes) => fixes.every(({ path }) => path !== null)) ?? solved[0] ?? solutions[0] ?? { reason: 'nothing to decide' };
}

function solveTernary(scope: Scope, { args }: CallTerm, wanted: boolean): Solution {
  const [yes, no, condition] = args;
  if (condition === undefined) return { reason: 'a ternary without condition' };
  if (isTrue(valueOf(scope, yes!)) === wanted) return solve(scope, condition, true);
  if (isTrue(valueOf(scope, no!)) === wanted) return solve(scope, condition, false);
  return { reason: 'neither side of a ternary gives it' };
}

/** `hasKey .m "k"`, `get .m "k"`, `index .m "k"`, `dig "a" "b" default .m`. */
function solveElement(scope: Scope, call: CallTerm, expr: Expr, wanted: boolean): Solution {
  if (call.name !== 'hasKey') return solveLeaf(scope, expr, wanted);
  const map = valueOf(scope, call.args[0]!);
  const key = valueOf(scope, call.args[1]!);
  if (!(map instanceof GoMap) || typeof key !== 'string') return { reason: 'hasKey of what is not known' };
  const parent = leafOf(scope, call.args[0]!);
  const path = parent?.path == null ? null : [...parent.path, key];
  return [{ cells: [{ container: map, key }], value: wanted ? new Hole('unset', key) : null, path, candidates: wanted ? ['x', true] : [null], isSwitch: false }];
}

/** A leaf that is to become true or false. */
function truthFix(leaf: Leaf, wanted: boolean): Fix {
  const { value, rest } = leaf;
  const isSwitch = typeof value === 'boolean';
  const candidates = (wanted ? truthy(leaf) : falsy(value)).map((candidate) => placed(leaf, candidate));
  return { cells: leaf.cells, value: wanted ? truthyValue(value, rest) : falsyValue(value), path: leaf.path, candidates, isSwitch };
}

function truthyValue(value: GoValue, rest: readonly string[]): GoValue {
  if (rest.length > 0 || value === null || value === undefined || value === '' || value instanceof Hole) return new Hole('unset', 'a value that is not set');
  if (value === false) return true;
  if (value === 0) return 1;
  return value instanceof GoInt ? new GoInt(1n, value.kind) : value;
}

function falsyValue(value: GoValue): GoValue {
  if (typeof value === 'boolean') return false;
  if (typeof value === 'string') return '';
  if (typeof value === 'number') return 0;
  if (value instanceof GoInt) return new GoInt(0n, value.kind);
  if (value instanceof GoMap) return new GoMap();
  return value instanceof GoList ? GoList.of([]) : null;
}

/** Names of settings that hold something else than a switch. */
const TEXT_KEY = /name|secret|url|host|path|file|image|registry|repository|tag|class|key|cert|config|text|script|command|password|user|address|version|type|kind$/i;
const LIST_KEY = /s$|list|args/i;

function truthy({ value, path, rest }: Leaf): unknown[] {
  if (value === false) return [true];
  if (value === 0 || value instanceof GoInt) return [1];
  if (value === '') return ['x', 'true'];
  if (value instanceof GoList) return [['x'], [{ name: 'x' }]];
  if (value instanceof GoMap) return [{ x: 'x' }, { name: 'x' }, { x: {} }];
  const key = String(rest.at(-1) ?? path?.at(-1) ?? '');
  if (/enabled?$|^(create|install|use|is|has|allow|disable)/i.test(key)) return [true, 'x', { x: 'x' }];
  if (TEXT_KEY.test(key)) return ['x', true, { x: 'x' }, ['x']];
  return LIST_KEY.test(key) ? [['x'], { x: 'x' }, 'x', true] : [true, 'x', { x: 'x' }, ['x']];
}

function falsy(value: GoValue): unknown[] {
  if (typeof value === 'boolean') return [false];
  if (typeof value === 'string') return ['', null];
  if (typeof value === 'number' || value instanceof GoInt) return [0];
  return value instanceof GoList ? [[], null] : [null];
}

/** Says why no value of the chart decides. */
export function unsolvable({ frame }: Scope, expr: Expr): string {
  const text = expressionText(expr, frame.source.text);
  if (/\.Files\./.test(text)) return 'it depends on the files of the chart';
  return `no value decides \`${text.length > 80 ? `${text.slice(0, 77)}…` : text}\` directly`;
}
