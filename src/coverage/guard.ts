import type { SourceFile, Spot } from '../source/index.js';
import type { Span } from '../template/index.js';
import type { Solution } from './fix.js';

export type GuardKind = 'if' | 'with' | 'range' | 'setting' | 'dependency' | 'capability';

/** A condition that has to come out otherwise than the values say. */
export interface Guard {
  readonly kind: GuardKind;
  /** As written; `not (…)` where the other side is wanted. */
  readonly expression: string;
  readonly spot: Spot;
  /** The change of values that does it, or why there is none. */
  readonly solution: Solution;
  /** What it asks of the cluster or the release, and the flag that tells; left out where values decide. */
  readonly environment?: string;
}

/** Guards in force, innermost first; one object for each place that was forced, so that identity tells them apart. */
export interface GuardChain {
  readonly guard: Guard;
  readonly outer: GuardChain | null;
}

/** A branch that was taken against the values, with its condition and those around it. */
export interface Forced {
  readonly guards: GuardChain;
  readonly node: Span;
  readonly source: SourceFile;
}

/** All guards of several chains, outermost first, each once. */
export function flatten(chains: readonly unknown[]): Guard[] {
  const guards = new Set<Guard>();
  for (const chain of chains) {
    const path: Guard[] = [];
    for (let at = chain as GuardChain | null; at !== null; at = at.outer) path.push(at.guard);
    for (const guard of path.reverse()) guards.add(guard);
  }
  return [...guards];
}

/** The chain with those of another one added that it lacks: conditions of a variable hold wherever it is asked. */
export function join(chain: GuardChain | null, other: GuardChain | null): GuardChain | null {
  if (other === null || other === chain) return chain;
  const known = new Set<Guard>();
  for (let at = chain; at !== null; at = at.outer) known.add(at.guard);
  let joined = chain;
  for (const guard of flatten([other])) if (!known.has(guard)) joined = { guard, outer: joined };
  return joined;
}
