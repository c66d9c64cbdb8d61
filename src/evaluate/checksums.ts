import type { ActionNode, Expr, IdentifierExpr, Node } from '../template/index.js';
import { GoError, GoMap, type GoValue } from '../value/index.js';
import type { Evaluator } from './evaluator.js';
import type { Frame } from './frame.js';
import type { Definition } from './namespace.js';
import { ROOT_DOTS } from './template-object.js';

const HASHES: ReadonlySet<string> = new Set(['sha1sum', 'sha256sum', 'sha512sum', 'adler32sum']);
const CHECKSUM_KEY = /(?:^|\n)[ \t]*["']?[\w./-]*checksum[\w./-]*["']?:[ \t]*["']?$/i;

/** Stands where a checksum would. */
export const NO_CHECKSUM = 'not-made';

/**
 * Hashes that need not be made. Charts write one of another file into an annotation (`checksum/config: {{ include … . | sha256sum }}`), so
 * that pods are replaced when that file changes; for it the whole file would be run once more, and no image can be in it.
 */
export class Checksums {
  readonly #left = new Set<Definition>();
  readonly #changing = new Set<Definition>();
  /** A file that was left out changes the values: what was written after that is not what helm writes. */
  wrong = false;

  /**
   * Whether an action writes no more than a checksum of a file that helm runs anyway, with the same data.
   *
   * @param before what is written before it
   */
  leavesOut(evaluator: Evaluator, frame: Frame, dot: GoValue, { pipe }: ActionNode, before: Node | undefined): boolean {
    const call = pipe.commands[0]?.args;
    if (call === undefined || pipe.commands.length < 2 || !isNamed(call[0], 'include') || call.length !== 3) return false;
    if (before?.kind !== 'text' || !CHECKSUM_KEY.test(before.text) || !pipe.commands.some(({ args }) => isHash(args[0]))) return false;
    const definition = fileOf(evaluator, frame, dot, call[1]!, call[2]!);
    if (definition === null || this.#changing.has(definition)) return false;
    this.#left.add(definition);
    return true;
  }

  /** A file has changed the values. */
  changed(definition: Definition): void {
    this.#changing.add(definition);
    this.wrong ||= this.#left.has(definition);
  }
}

const isNamed = (expr: Expr | undefined, name: string): expr is IdentifierExpr => expr?.kind === 'identifier' && expr.name === name;
const isHash = (expr: Expr | undefined): boolean => expr?.kind === 'identifier' && HASHES.has(expr.name);

/** The template file that a call includes with the root dot of its own chart. */
function fileOf(evaluator: Evaluator, frame: Frame, dot: GoValue, name: Expr, data: Expr): Definition | null {
  try {
    const definition = frame.namespace.lookup(evaluator.evalArg(frame, dot, name, 'string') as string);
    if (definition?.chart == null) return null;
    const value = evaluator.evalArg(frame, dot, data, 'any');
    return value instanceof GoMap && ROOT_DOTS.get(value.entries) === definition.chart ? definition : null;
  } catch (error) {
    // Evaluated once more, it is told.
    if (error instanceof GoError) return null;
    throw error;
  }
}
