import type { Dialect } from './dialect.js';
import type { EngineFunction } from './engine-functions.js';
import { DESTROYING } from './functions/index.js';
import { originWriters, type OriginWriter } from './functions/origin-writers.js';
import type { FunctionSpec, Signature } from './functions/spec.js';
import { sightOf, type Sight } from './looks.js';
import { MUTATORS } from './mutation.js';

/** What a name in a template stands for, with all that is known of it before it is called. */
export type Callee = EngineCallee | PureCallee;

interface EngineCallee {
  readonly signature: Signature;
  readonly engine: EngineFunction;
}

/** A function that needs nothing but its arguments. */
export interface PureCallee extends Sight {
  readonly name: string;
  readonly signature: Signature;
  readonly engine: null;
  readonly spec: FunctionSpec;
  /** Changes its first argument. */
  readonly mutates: boolean;
  /** What it makes of something with a hole in it is a hole. */
  readonly destroys: boolean;
  /** Writes a container as text; in a branch that was forced there often is nothing to write. */
  readonly writesContainer: boolean;
  /** Stores the origins of the arguments on the entries that it makes of them. */
  readonly writeOrigins: OriginWriter | null;
}

const WRITERS: ReadonlySet<string> = new Set(['toYaml', 'toJson']);

/** The functions of a dialect, each looked at when it is first called. */
export class Callees {
  readonly #known = new Map<string, Callee | null>();

  constructor(readonly dialect: Dialect) {}

  /** Null where there is no such function. */
  find(name: string): Callee | null {
    let callee = this.#known.get(name);
    if (callee === undefined) this.#known.set(name, (callee = this.#make(name)));
    return callee;
  }

  #make(name: string): Callee | null {
    const engine = this.dialect.engine.get(name);
    if (engine !== undefined) return { signature: engine, engine };
    const spec = this.dialect.functions.get(name);
    if (spec === undefined) return null;
    return {
      name,
      signature: spec,
      engine: null,
      spec,
      mutates: MUTATORS.has(name),
      ...sightOf(name),
      destroys: DESTROYING.has(name),
      writesContainer: WRITERS.has(name),
      writeOrigins: Object.hasOwn(originWriters, name) ? originWriters[name]! : null,
    };
  }
}
