import type { Expr } from '../template/index.js';
import { GoInt, GoList, GoMap, type GoValue } from '../value/index.js';
import { callTerm, unpiped, type CallTerm } from './call.js';
import { isSolved, OTHER_WORD, type Fix, type Solution } from './fix.js';
import { solveInclude } from './helper.js';
import { leafOf, placed, valueOf, type Leaf, type Scope } from './leaf.js';
import { unsolvable } from './solve.js';
import { declaredAs, oneStepOn } from './variable.js';

export const COMPARISONS: ReadonlySet<string> = new Set(['eq', 'ne', 'gt', 'ge', 'lt', 'le', 'contains', 'hasPrefix', 'hasSuffix', 'has', 'kindIs', 'typeIs', 'regexMatch', 'mustRegexMatch']);

/** Conversions that a comparison looks through: `eq (int .replicas) 1`, `eq (.kind | lower) "daemonset"`. */
const CONVERSIONS: ReadonlySet<string> = new Set(['int', 'int64', 'float64', 'toString', 'lower', 'upper', 'trim', 'quote', 'default']);

/** A comparison of a value of the chart with a constant. */
export function solveComparison(scope: Scope, { name, args }: CallTerm, wanted: boolean): Solution {
  switch (name) {
    case 'eq':
      return equality(scope, args, wanted);
    case 'ne':
      return equality(scope, args, !wanted);
    case 'gt':
    case 'ge':
    case 'lt':
    case 'le':
      return order(scope, name, args, wanted);
    case 'has':
      return membership(scope, args, wanted);
    case 'kindIs':
    case 'typeIs':
      return { reason: 'it depends on the type of a value' };
    case 'regexMatch':
    case 'mustRegexMatch':
      return pattern(scope, args, wanted);
  }
  // contains, hasPrefix, hasSuffix: the searched text is the last argument.
  const wantedText = valueOf(scope, args[0]!);
  const leaf = throughConversions(scope, args[1]!);
  if (leaf === null || typeof wantedText !== 'string') return { reason: unsolvable(scope, args[1]!) };
  return [constant(leaf, wanted ? wantedText : '')];
}

function equality(scope: Scope, args: readonly Expr[], wanted: boolean): Solution {
  for (const [at, arg] of args.entries()) {
    const other = args.find((_, index) => index !== at)!;
    const value = valueOf(scope, other);
    const call = callTerm(unpiped(arg));
    if (call?.name === 'include' && typeof value === 'string') return asSwitch(solveInclude(scope, call, wanted ? value : ''));
    if (!isConstant(other) && callTerm(unpiped(other)) === null) continue;
    const leaf = throughConversions(scope, arg);
    if (leaf !== null && isScalar(value)) return [wanted ? constant(leaf, value) : otherThan(leaf, value, comparedWith(scope, arg))];
  }
  const leaf = args.map((arg) => throughConversions(scope, arg)).find((found) => found !== null);
  const value = valueOf(scope, args.at(-1)!);
  if (leaf != null && isScalar(value)) return [wanted ? constant(leaf, value) : otherThan(leaf, value, [])];
  return { reason: unsolvable(scope, args[0]!) };
}

/** A helper that is compared with a constant answers yes or no, whatever it asks itself. */
const asSwitch = (solution: Solution): Solution => (isSolved(solution) ? solution.map((fix) => ({ ...fix, isSwitch: true })) : solution);

const isConstant = (expr: Expr): boolean => expr.kind === 'string' || expr.kind === 'number' || expr.kind === 'bool' || expr.kind === 'nil';
const isScalar = (value: GoValue): value is string | number | boolean | GoInt => ['string', 'number', 'boolean'].includes(typeof value) || value instanceof GoInt;

/** `default "x" .y` is decided by `.y`, `int .y` too. */
function throughConversions(scope: Scope, given: Expr): Leaf | null {
  const expr = unpiped(given);
  const call = callTerm(expr);
  if (call !== null && CONVERSIONS.has(call.name) && call.args.length > 0) return throughConversions(scope, call.args.at(-1)!);
  if (isConstant(expr)) return null;
  const leaf = leafOf(scope, expr);
  if (leaf?.path !== null || expr.kind !== 'variable' || expr.names.length > 0) return leaf;
  const declared = declaredAs(scope, expr.name);
  const inner = oneStepOn(scope);
  const behind = declared === null || inner === null ? null : throughConversions(inner, declared);
  return behind === null ? leaf : { ...behind, value: leaf.value, cells: [...leaf.cells, ...behind.cells] };
}

/** A number takes the Go type that stands there now, so that the comparison does not abort. */
function constant(leaf: Leaf, value: string | number | boolean | GoInt): Fix {
  const plain = value instanceof GoInt ? Number(value.value) : value;
  const typed = typeof leaf.value === 'number' && value instanceof GoInt ? plain : value;
  return { cells: leaf.cells, value: typed, path: leaf.path, candidates: [placed(leaf, plain)], isSwitch: true };
}

/** Other constants that the same file compares the expression with: the settings that a chart knows. */
function comparedWith({ frame }: Scope, expr: Expr): string[] {
  const { text } = frame.source;
  const written = text.slice(expr.start, expr.end);
  const found: string[] = [];
  for (let at = text.indexOf(written); at >= 0 && found.length < 10; at = text.indexOf(written, at + 1)) {
    const constant = /^\s*\)?\s*"([^"]*)"/.exec(text.slice(at + written.length, at + written.length + 80))?.[1];
    if (constant !== undefined && !found.includes(constant)) found.push(constant);
  }
  return found;
}

function otherThan(leaf: Leaf, value: string | number | boolean | GoInt, known: readonly string[]): Fix {
  if (typeof value === 'boolean') return constant(leaf, !value);
  if (typeof value === 'number') return constant(leaf, value + 1);
  if (value instanceof GoInt) return constant(leaf, new GoInt(value.value + 1n, value.kind));
  const others = known.filter((constant) => constant !== value);
  const candidates = [...others, ...(value === '' ? ['x'] : ['', OTHER_WORD, null])];
  // Whether a text is set is no switch, but a word that the chart knows is one.
  return { ...constant(leaf, candidates[0] as string), candidates: candidates.map((candidate) => placed(leaf, candidate)), isSwitch: value !== '' };
}

function order(scope: Scope, name: Order, args: readonly Expr[], wanted: boolean): Solution {
  const [left, right] = args as [Expr, Expr];
  const constantAt = isConstant(right) ? 1 : 0;
  const limit = valueOf(scope, args[constantAt]!);
  const number = limit instanceof GoInt ? Number(limit.value) : limit;
  if (typeof number !== 'number') return { reason: unsolvable(scope, left) };
  const variable = constantAt === 1 ? left : right;
  const target = Math.max(0, number + STEP[effective(name, constantAt === 0, wanted)]);
  const call = callTerm(unpiped(variable));
  if (call?.name === 'len') return length(scope, call.args[0]!, target);
  const leaf = throughConversions(scope, variable);
  return leaf === null ? { reason: unsolvable(scope, variable) } : [{ ...constant(leaf, target), isSwitch: true }];
}

type Order = 'gt' | 'ge' | 'lt' | 'le';
const MIRRORED: Readonly<Record<Order, Order>> = { gt: 'lt', ge: 'le', lt: 'gt', le: 'ge' };
const NEGATED: Readonly<Record<Order, Order>> = { gt: 'le', ge: 'lt', lt: 'ge', le: 'gt' };
/** From the constant to the nearest number for which the comparison holds. */
const STEP: Readonly<Record<Order, number>> = { gt: 1, ge: 0, lt: -1, le: 0 };

/** How the value has to stand to the constant. */
function effective(name: Order, constantFirst: boolean, wanted: boolean): Order {
  const order = constantFirst ? MIRRORED[name] : name;
  return wanted ? order : NEGATED[order];
}

/** A list or map of a certain length. */
function length(scope: Scope, expr: Expr, count: number): Solution {
  const leaf = leafOf(scope, expr);
  if (leaf === null || count > 100) return { reason: unsolvable(scope, expr) };
  const items = Array.from({ length: count }, (_, at) => `x${at}`);
  const map = Object.fromEntries(items.map((item) => [item, item]));
  return [{ cells: leaf.cells, value: GoList.of(items), path: leaf.path, candidates: leaf.value instanceof GoMap ? [map] : [items, items.map((name) => ({ name })), map, items.join('')], isSwitch: false }];
}

/** `has "x" .list`, and `has .mode (list "a" "b")`. */
function membership(scope: Scope, args: readonly Expr[], wanted: boolean): Solution {
  const written = callTerm(unpiped(args[1]!));
  if (written !== null && (written.name === 'list' || written.name === 'tuple')) return oneOf(scope, args[0]!, written.args, wanted);
  const item = valueOf(scope, args[0]!);
  const leaf = leafOf(scope, args[1]!);
  if (leaf === null || typeof item !== 'string') return { reason: unsolvable(scope, args[1]!) };
  const present = leaf.value instanceof GoList ? leaf.value.values().filter((value) => typeof value === 'string') : [];
  const items = wanted ? [...present, item] : present.filter((value) => value !== item);
  return [{ cells: leaf.cells, value: GoList.of(items), path: leaf.path, candidates: [items], isSwitch: false }];
}

function oneOf(scope: Scope, expr: Expr, items: readonly Expr[], wanted: boolean): Solution {
  const leaf = throughConversions(scope, expr);
  const [first, ...others] = items.map((item) => valueOf(scope, item)).filter(isScalar);
  if (leaf === null || first === undefined) return { reason: unsolvable(scope, expr) };
  if (!wanted) return [otherThan(leaf, leaf.value as string, [])];
  const fix = constant(leaf, first);
  return [{ ...fix, candidates: [...fix.candidates, ...others.flatMap((other) => constant(leaf, other).candidates)] }];
}

/** `regexMatch "^us-gov" .region`, where a text can be read off the pattern. */
function pattern(scope: Scope, args: readonly Expr[], wanted: boolean): Solution {
  const [regex, searched] = args;
  const leaf = throughConversions(scope, searched!);
  const text = valueOf(scope, regex!);
  const sample = typeof text === 'string' ? sampleOf(text) : null;
  if (leaf === null || sample === null) return { reason: unsolvable(scope, searched!) };
  return [constant(leaf, wanted ? sample : '')];
}

/** A text that a pattern of plain characters, anchors, alternatives and `.*` matches; null: it takes more than that. */
function sampleOf(pattern: string): string | null {
  const alternative = pattern.replace(/\((?:\?:)?([^()|]*)(?:\|[^()]*)?\)/g, '$1').split('|')[0]!;
  const sample = alternative.replace(/^\^|\$$/g, '').replace(/\.\*\??/g, '').replace(/\.\+\??/g, 'x').replace(/\\([.\-/+_])/g, '$1');
  return sample !== '' && /^[\w./:+-]+$/.test(sample) ? sample : null;
}
