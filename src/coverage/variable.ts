import type { Node, Pipe } from '../template/index.js';
import { isSolved, type Fix } from './fix.js';
import { isTrue } from '../value/index.js';
import { valueOf, type Scope } from './leaf.js';
import { solve } from './solve.js';

/** How deep variables that ask variables are followed. */
const MAX_STEPS = 6;

/** A place where a variable gets a value, and the conditions around it. */
interface Assignment {
  readonly pipe: Pipe;
  readonly around: readonly Pipe[];
}

/**
 * What makes a variable true or false: the expression that it was declared with, or the conditions of an assignment
 * (`$x = true` inside an `if`). Null where that cannot be told.
 */
export function solveVariable(scope: Scope, name: string, wanted: boolean): readonly Fix[] | null {
  const { frame } = scope;
  const definition = frame.namespace.lookup(frame.name);
  const inner = oneStepOn(scope);
  if (definition === undefined || definition.source !== frame.source || inner === null) return null;
  const places = assignmentsIn(definition.nodes, name);
  return fromAssignment(inner, places, wanted) ?? fromDeclaration(inner, places, wanted);
}

/** The scope for what a variable was made from; null where too many were followed already. */
export function oneStepOn(scope: Scope): Scope | null {
  const followed = (scope.followed ?? 0) + 1;
  return followed > MAX_STEPS ? null : { ...scope, followed };
}

/** The one expression that a variable is declared with; null where there are several or none. */
export function declaredAs({ frame }: Scope, name: string): Pipe | null {
  const definition = frame.namespace.lookup(frame.name);
  if (definition === undefined || definition.source !== frame.source) return null;
  const declared = assignmentsIn(definition.nodes, name).filter(({ pipe }) => !pipe.assign);
  return declared.length === 1 ? plain(declared[0]!.pipe) : null;
}

function fromDeclaration(scope: Scope, places: readonly Assignment[], wanted: boolean): readonly Fix[] | null {
  const declared = places.filter(({ pipe }) => !pipe.assign);
  if (declared.length !== 1) return null;
  const solution = solve(scope, plain(declared[0]!.pipe), wanted);
  return isSolved(solution) && solution.some(({ path }) => path !== null) ? solution : null;
}

/** An assignment that gives what is wanted, under conditions that can be met. */
function fromAssignment(scope: Scope, places: readonly Assignment[], wanted: boolean): readonly Fix[] | null {
  for (const { pipe, around } of places) {
    if (!pipe.assign || around.length === 0 || isTrue(valueOf(scope, plain(pipe))) !== wanted) continue;
    const fixes: Fix[] = [];
    for (const condition of around) {
      const solution = solve(scope, plain(condition), true);
      if (isSolved(solution)) fixes.push(...solution);
    }
    if (fixes.some(({ path }) => path !== null)) return fixes;
  }
  return null;
}

/** The pipeline without what it declares. */
const plain = (pipe: Pipe): Pipe => ({ ...pipe, declarations: [], assign: false });

/** Asked for the same variables in every pass. */
const KNOWN = new WeakMap<readonly Node[], Map<string, readonly Assignment[]>>();

function assignmentsIn(nodes: readonly Node[], name: string): readonly Assignment[] {
  let known = KNOWN.get(nodes);
  if (known === undefined) KNOWN.set(nodes, (known = new Map()));
  let places = known.get(name);
  if (places === undefined) known.set(name, (places = assignments(nodes, name, [])));
  return places;
}

function assignments(nodes: readonly Node[], name: string, around: readonly Pipe[]): Assignment[] {
  return nodes.flatMap((node): Assignment[] => {
    switch (node.kind) {
      case 'action':
        return node.pipe.declarations.includes(name) ? [{ pipe: node.pipe, around }] : [];
      case 'if':
      case 'with':
      case 'range': {
        const inner = node.kind === 'if' ? [...around, node.pipe] : around;
        return [...assignments(node.body, name, inner), ...assignments(node.otherwise ?? [], name, around)];
      }
      default:
        return [];
    }
  });
}
