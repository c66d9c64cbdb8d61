import type { SourceFile } from '../source/index.js';
import type { Node } from '../template/index.js';
import type { GoValue, Origin, TextOrigin } from '../value/index.js';
import type { Namespace } from './namespace.js';

/** One variable; the innermost of a name is found first. */
export interface Variable {
  readonly name: string;
  value: GoValue;
  origin: Origin | null;
  /** The forced conditions under which it was assigned (`=`); null where there are none. */
  guards: unknown;
}

/** The execution of one template body: a callee sees only its own `$`. */
export interface Frame {
  /** Name of the template that runs. */
  readonly name: string;
  /** The whole body. */
  readonly nodes: readonly Node[];
  /** What the nodes point into. */
  readonly source: SourceFile;
  readonly namespace: Namespace;
  readonly variables: Variable[];
  /** What the body writes. */
  readonly out: TextOrigin;
  /** How the body was reached; the key of its decisions together with the node. */
  readonly path: CallPath;
  readonly depth: number;
  /** Where the present dot came from. */
  dotOrigin: Origin | null;
  /** The outermost variable that was assigned since somebody last asked; Infinity: none. */
  assigned: number;
}

/** Where the innermost variable of a name stands; -1: there is none. */
export const placeOf = ({ variables }: Frame, name: string): number => variables.findLastIndex((candidate) => candidate.name === name);

/** The innermost variable of a name. */
export const variableOf = (frame: Frame, name: string): Variable | undefined => frame.variables[placeOf(frame, name)];

/** The chain of call sites that led to a body, one object for each distinct chain. */
export class CallPath {
  readonly #next = new Map<unknown, CallPath>();

  constructor(
    readonly parent: CallPath | null,
    /** Node of the call, or the text of a `tpl`. */
    readonly site: unknown,
    readonly name: string,
    /** The pipeline that called, as written. */
    readonly callText: string | null = null,
  ) {}

  step(site: unknown, name: string, callText: (() => string) | null = null): CallPath {
    let next = this.#next.get(site);
    if (next === undefined) this.#next.set(site, (next = new CallPath(this, site, name, callText === null ? null : callText())));
    return next;
  }
}
