import type { Frame } from '../evaluate/index.js';
import type { Expr } from '../template/index.js';
import { GoList, GoMap } from '../value/index.js';
import { callTerm, unpiped } from './call.js';
import { IMAGE_PART } from './choices.js';
import { isSolved, type Solution } from './fix.js';
import { valueOf, type Scope } from './leaf.js';

/** Whether a definition is on the way to itself: merging code walks trees that way, with thousands of decisions. */
export function isRecursive({ path }: Frame): boolean {
  if (path.parent === null) return false;
  for (let at = path.parent; at.parent !== null; at = at.parent) if (at.name === path.name && path.name !== 'tpl') return true;
  return false;
}

/** Whether an item lacks something rather than being switched off: with that made up, it would be another item. */
export const isLack = (solution: Solution): boolean => isSolved(solution) && !solution.every(({ isSwitch }) => isSwitch);

/** `if .registry`, `with .digest`: to take the other side gives the same image with a part too few. */
export function testsImagePart(scope: Scope, pipe: Expr): boolean {
  const expr = unpiped(pipe);
  const call = callTerm(expr);
  if (call !== null && ['not', 'empty', 'and', 'or'].includes(call.name)) return call.args.some((arg) => testsImagePart(scope, arg));
  if (expr.kind !== 'field' && expr.kind !== 'variable' && expr.kind !== 'chain') return false;
  const name = expr.names.at(-1) ?? (expr.kind === 'variable' ? expr.name.slice(1) : '');
  if (!IMAGE_PART.test(name)) return false;
  const value = valueOf(scope, expr);
  return !(value instanceof GoMap || value instanceof GoList || typeof value === 'boolean');
}
