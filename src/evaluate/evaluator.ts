import { Spot, type DiagnosticCode, type Report } from '../source/index.js';
import type { ChainExpr, Command, Expr, FieldExpr, IdentifierExpr, Pipe, Span, VariableExpr } from '../template/index.js';
import { GoError, GoList, GoMap, GoStruct, HOLE_MARKER, Hole, isTrue, Sourced, type GoValue, type HoleReason, type Method, type Origin, type Place } from '../value/index.js';
import { checkCount, conform, numberFor, paramType } from './arguments.js';
import type { Decisions } from './decisions.js';
import { readField, type FieldResult } from './fields.js';
import type { Frame } from './frame.js';
import { DESTROYING } from './functions/index.js';
import type { FunctionSpec, ParamType } from './functions/spec.js';
import { MAX_TEXT_LENGTH } from './functions/budget.js';
import { LimitError, MAX_ERRORS, MAX_ITEMS, MAX_MADE, MAX_STEPS } from './limits.js';
import { MAKES_NO_TEXT, showsTemplate, TEMPLATE } from './template-object.js';
import type { IncludeMemo } from './include-memo.js';
import { changedPlace, MUTATORS, takeIn } from './mutation.js';
import { resultOrigin } from './origins.js';
import type { Reads } from './reads.js';
import type { TemplateCache } from './template-cache.js';

/** Stands for "no value from the stage before". */
const MISSING: unique symbol = Symbol('missing');
type Final = GoValue | typeof MISSING;

/** Pipelines that end in these make text from which no image can be read: nothing below them is decided otherwise. */
const OPAQUE: ReadonlySet<string> = new Set(['sha256sum', 'sha1sum', 'sha512sum', 'adler32sum', 'b64enc', 'b32enc', 'len']);

/** In a branch that was forced there often is nothing to write: `null` in the middle of a mapping would break the document. */
const WRITERS_OF_NOTHING: ReadonlySet<string> = new Set(['toYaml', 'toJson']);
const isNothing = (value: GoValue): boolean => value === undefined || value === null || value instanceof Hole;

/** Longer texts are not made by functions of chance; to search all texts would cost more than all functions together. */
const MAX_RANDOM_TEXT = 256;

const WHOLE = /^zqh(\d+)qz$/i;
const ANYWHERE = /zqh(\d+)qz/i;

/**
 * Evaluates expressions. Every `eval…` method returns a value and leaves where it came from in {@link origin}.
 * What makes Go abort is caught at the innermost pipeline: a diagnostic, and a hole in place of the value.
 */
export class Evaluator {
  /** Origin of the value that was returned last. */
  origin: Origin | null = null;
  /** Holes by the number in their marker. */
  readonly holes: Hole[] = [];
  /** The forced conditions that hold right now; opaque, handed on to what is written. */
  guards: unknown = null;
  /** More than zero while a condition or a hash is evaluated: no decision is forced there. */
  quiet = 0;
  /** More than zero while an expression is only probed: what goes wrong there is nobody's problem. */
  muted = 0;
  /** Nested calls by template name: helm refuses the 1001st, whatever lies between. */
  readonly nesting = new Map<string, number>();
  /** Conditions under which a variable was assigned that has been read since this was last cleared. */
  inherited: unknown = null;
  /** What named templates wrote before; null where nothing may be taken from there. */
  memo: IncludeMemo | null = null;
  /** Counts what would come out otherwise if it were evaluated again, or has to be evaluated again to be noticed. */
  unrepeatable = 0;
  /** Whether a function has changed the values since this was last cleared. */
  changedValues = false;
  /** Records what is read of the values; null where nobody asks. */
  reads: Reads | null = null;
  /** What was spent on the present file, see limits.ts. */
  steps = 0;
  written = 0;
  made = 0;
  refusedCalls = 0;
  errors = 0;
  /** Whether a budget ended the present file. */
  exhausted = false;
  readonly #field: FieldResult;

  constructor(
    readonly report: Report,
    readonly templates: TemplateCache,
    readonly decisions: Decisions | null,
    /** Whether origins are recorded; without them an evaluation costs much less. */
    readonly tracing = true,
  ) {
    this.#field = { value: null, origin: null, method: null, strict: templates.dialect.missingKey === 'error', tracing };
  }

  /** Starts the budgets of a file anew. */
  restart(): void {
    this.steps = this.written = this.made = this.refusedCalls = this.errors = 0;
    this.exhausted = false;
  }

  /** A pipeline with its declarations; a nil result becomes invalid, as in Go. */
  evalPipe(frame: Frame, dot: GoValue, pipe: Pipe): GoValue {
    if (++this.steps > MAX_STEPS) throw new LimitError(`more than ${MAX_STEPS} steps`);
    let value: GoValue;
    const opaque = this.#isOpaque(pipe);
    if (opaque) this.quiet++;
    try {
      value = this.#commands(frame, dot, pipe);
    } catch (error) {
      value = this.#failed(error, frame, pipe);
    }
    if (opaque) this.quiet--;
    if (pipe.declarations.length > 0) this.#declare(frame, pipe, value);
    return value;
  }

  /** The value of a pipeline once more, without its declarations. */
  evalAgain(frame: Frame, dot: GoValue, pipe: Pipe): GoValue {
    this.quiet++;
    this.muted++;
    try {
      return this.#commands(frame, dot, pipe);
    } catch (error) {
      return this.#failed(error, frame, pipe);
    } finally {
      this.muted--;
      this.quiet--;
    }
  }

  #isOpaque(pipe: Pipe): boolean {
    const last = pipe.commands.at(-1)?.args[0];
    return last !== undefined && last.kind === 'identifier' && OPAQUE.has(last.name);
  }

  #commands(frame: Frame, dot: GoValue, pipe: Pipe): GoValue {
    if (pipe.problem !== undefined) return this.hole('error', pipe.problem);
    let value: Final = MISSING;
    this.origin = null;
    for (const command of pipe.commands) {
      value = this.#command(frame, dot, command, value, this.origin);
      if (value === null) value = undefined;
    }
    return value as GoValue;
  }

  #declare(frame: Frame, pipe: Pipe, value: GoValue): void {
    const { origin } = this;
    for (const name of pipe.declarations) {
      if (!pipe.assign) frame.variables.push({ name, value, origin, guards: null });
      else this.assign(frame, name, value, origin, pipe);
    }
  }

  /** `$x = value`: the innermost variable of that name. Go finds out here and not while parsing that there is none. */
  assign(frame: Frame, name: string, value: GoValue, origin: Origin | null, span: Span): void {
    const variable = frame.variables.findLast((candidate) => candidate.name === name);
    if (variable === undefined) return this.diagnose('template-error', `undefined variable: ${name}`, frame, span);
    variable.value = value;
    variable.origin = origin;
    variable.guards = this.guards;
  }

  #failed(error: unknown, frame: Frame, span: Span): GoValue {
    this.origin = null;
    if (!(error instanceof GoError)) throw error;
    this.diagnose('template-error', error.message, frame, span);
    return this.hole('error', error.message);
  }

  /** An error at a place of the template that runs. */
  diagnose(code: DiagnosticCode, message: string, frame: Frame, span: Span): void {
    this.unrepeatable++;
    if (this.muted > 0) return;
    if (++this.errors > MAX_ERRORS) throw new LimitError(`more than ${MAX_ERRORS} errors`);
    this.report({ code, severity: 'error', message, spot: new Spot(frame.source, span.start, span.end) });
  }

  hole(reason: HoleReason, message: string): Hole {
    return this.#admit(new Hole(reason, message));
  }

  /** Numbers the holes that a function returned, so that their markers lead back to them. */
  #admit<V extends GoValue>(value: V): V {
    if (typeof value === 'string') {
      // A text that a function made with an unnumbered hole in it (htpasswd).
      return value.length < MAX_RANDOM_TEXT && value.includes(HOLE_MARKER) ? (value.replaceAll(HOLE_MARKER, this.hole('not-deterministic', 'random text').marker) as V) : value;
    }
    if (value instanceof Hole) {
      if (value.marker === HOLE_MARKER) {
        this.unrepeatable++;
        this.holes.push(value);
        value.marker = `zqh${this.holes.length}qz`;
      }
    } else if (value instanceof GoStruct) {
      for (const entry of value.fields.values()) if (entry.value instanceof Hole) this.#admit(entry.value);
    }
    return value;
  }

  #command(frame: Frame, dot: GoValue, command: Command, final: Final, finalOrigin: Origin | null): GoValue {
    const { args } = command;
    const first = args[0]!;
    switch (first.kind) {
      case 'identifier':
        return this.#function(frame, dot, first, args, final, finalOrigin);
      case 'field':
        return this.#fields(frame, dot, this.#fromDot(dot, frame), first.names, args, final);
      case 'variable':
        return this.#fields(frame, dot, this.#variable(frame, first), first.names, args, final);
      case 'chain':
        return this.#fields(frame, dot, this.#chainBase(frame, dot, first), first.names, args, final);
    }
    if (args.length > 1 || final !== MISSING) throw new GoError(`can't give argument to non-function ${this.#source(frame, first)}`);
    if (first.kind === 'nil') throw new GoError('nil is not a command');
    return this.evalArg(frame, dot, first, 'any');
  }

  #fromDot(dot: GoValue, frame: Frame): GoValue {
    this.origin = frame.dotOrigin;
    return dot;
  }

  #source(frame: Frame, span: Span): string {
    return frame.source.text.slice(span.start, span.end);
  }

  #variable(frame: Frame, expr: VariableExpr): GoValue {
    const { variables } = frame;
    for (let at = variables.length - 1; at >= 0; at--) {
      const variable = variables[at]!;
      if (variable.name !== expr.name) continue;
      this.origin = variable.origin;
      if (variable.guards !== null) this.inherited = variable.guards;
      return variable.value;
    }
    throw new GoError(`undefined variable: ${expr.name}`);
  }

  #chainBase(frame: Frame, dot: GoValue, expr: ChainExpr): GoValue {
    if (expr.base.kind === 'nil') throw new GoError('indirection through explicit nil');
    const value = this.evalArg(frame, dot, expr.base, 'any');
    return value === null ? undefined : value;
  }

  /** `.a.b.c args…`: only the last name may be a method with arguments. */
  #fields(frame: Frame, dot: GoValue, base: GoValue, names: readonly string[], args: readonly Expr[], final: Final): GoValue {
    const result = this.#field;
    let value = base;
    const last = names.length - 1;
    const given = args.length > 1 || final !== MISSING;
    for (let at = 0; at <= last; at++) {
      const name = names[at]!;
      if (name === TEMPLATE) this.unrepeatable++;
      readField(value, name, this.origin, at === last, result);
      if (this.reads !== null && (at === last || !(result.value instanceof GoMap))) this.reads.key(value, name);
      if (result.method !== null) {
        if (this.reads !== null) this.reads.value(value);
        value = this.#method(frame, dot, name, result.method, at === last ? args : [], at === last ? final : MISSING);
        continue;
      }
      if (at === last && given) throw new GoError(`${name} is not a method but has arguments`);
      value = result.value;
      this.origin = result.origin;
    }
    if (last < 0 && given) throw new GoError(`can't give argument to non-function ${this.#source(frame, args[0]!)}`);
    if (this.reads !== null) this.reads.value(value);
    return value;
  }

  #method(frame: Frame, dot: GoValue, name: string, method: Method, args: readonly Expr[], final: Final): GoValue {
    const values = args.slice(1).map((arg) => this.evalArg(frame, dot, arg, 'any'));
    if (final !== MISSING) values.push(final);
    try {
      const result = method(...values);
      this.origin = result instanceof Sourced ? result.origin : null;
      return this.#admit(result instanceof Sourced ? result.value : result);
    } catch (error) {
      throw error instanceof GoError ? new GoError(`error calling ${name}: ${error.message}`) : error;
    }
  }

  /** One argument, checked against the type of its parameter. */
  evalArg(frame: Frame, dot: GoValue, expr: Expr, type: ParamType): GoValue {
    switch (expr.kind) {
      case 'dot':
        return conform(this.#fromDot(dot, frame), type);
      case 'field':
        return conform(this.#fields(frame, dot, this.#fromDot(dot, frame), (expr as FieldExpr).names, [], MISSING), type);
      case 'variable':
        return conform(this.#fields(frame, dot, this.#variable(frame, expr), expr.names, [], MISSING), type);
      case 'chain':
        return conform(this.#fields(frame, dot, this.#chainBase(frame, dot, expr), expr.names, [], MISSING), type);
      case 'pipe':
        return conform(this.evalPipe(frame, dot, expr), type);
      case 'identifier':
        return conform(this.#function(frame, dot, expr, [expr], MISSING, null), type);
    }
    this.origin = null;
    switch (expr.kind) {
      case 'nil':
        if (type === 'any') return null;
        if (type === 'map' || type === 'list' || type === 'strings') return conform(undefined, type);
        throw new GoError(`cannot assign nil to ${type}`);
      case 'number':
        return numberFor(expr, type, this.#source(frame, expr));
      case 'string':
        if (type !== 'any' && type !== 'string') throw new GoError(`expected ${type}; found ${this.#source(frame, expr)}`);
        if (this.tracing) this.origin = new Spot(frame.source, expr.start, expr.end);
        return expr.value;
      case 'bool':
        if (type !== 'any' && type !== 'bool') throw new GoError(`expected ${type}; found ${this.#source(frame, expr)}`);
        return expr.value;
    }
  }

  #function(frame: Frame, dot: GoValue, expr: IdentifierExpr, args: readonly Expr[], final: Final, finalOrigin: Origin | null): GoValue {
    const { name } = expr;
    if (name === 'and' || name === 'or') return this.#junction(frame, dot, name === 'or', args, final, finalOrigin);
    const { dialect } = this.templates;
    const engine = dialect.engine.get(name);
    const spec = dialect.functions.get(name);
    const signature = engine ?? spec;
    if (signature === undefined) throw new GoError(`${JSON.stringify(name)} is not a defined function`);
    const count = args.length - 1 + (final === MISSING ? 0 : 1);
    checkCount(name, signature, count);
    const values: GoValue[] = [];
    const origins: (Origin | null)[] = [];
    for (let at = 1; at < args.length; at++) {
      values.push(this.evalArg(frame, dot, args[at]!, paramType(signature, at - 1)));
      if (this.tracing) origins.push(this.origin);
    }
    if (final !== MISSING) {
      values.push(conform(final, paramType(signature, count - 1)));
      if (this.tracing) origins.push(finalOrigin);
    }
    if (engine !== undefined) {
      this.origin = null;
      return this.#admit(engine.call({ evaluator: this, frame, dot, site: expr, args, origins }, values));
    }
    if (name === 'ternary' && this.decisions !== null && this.quiet === 0) this.decisions.ternary({ frame, dot, site: expr, args, origin: origins[2]! }, this);
    const known = this.holes.length;
    const result = this.#pure(name, spec!, values, origins);
    if (this.holes.length > known && result instanceof Hole && result.reason === 'limit') this.diagnose('limit-reached', result.message, frame, expr);
    return result;
  }

  #pure(name: string, spec: FunctionSpec, values: readonly GoValue[], origins: readonly (Origin | null)[]): GoValue {
    const unknown = this.#unknown(name, spec, values);
    if (unknown !== null) return unknown;
    if (this.guards !== null && isNothing(values[0]) && WRITERS_OF_NOTHING.has(name)) return '';
    const changed = MUTATORS.has(name) ? this.#aboutToChange(name, values) : null;
    if (!MAKES_NO_TEXT.has(name) && values.some(showsTemplate)) this.unrepeatable++;
    let result: GoValue;
    try {
      result = spec.run(...values);
    } catch (error) {
      this.origin = null;
      const hole = values.find((value) => value instanceof Hole);
      if (hole instanceof Hole && error instanceof GoError) return hole;
      throw error instanceof GoError ? new GoError(`error calling ${name}: ${error.message}`) : error;
    }
    if (changed !== null) {
      if (changed.place !== null) {
        this.changedValues = true;
        this.reads?.written.add(changed.place);
      }
      takeIn(changed.map);
    }
    result = this.#admit(this.#withinBudget(result));
    this.origin = this.tracing ? resultOrigin(name, spec, values, origins, result) : null;
    return result;
  }

  /** A function that changes its first argument: what was remembered may depend on that. */
  #aboutToChange(name: string, values: readonly GoValue[]): { readonly map: GoMap; readonly place: Place | null } | null {
    const [map] = values;
    if (!(map instanceof GoMap)) return null;
    if (map.pinned || map.place !== null) {
      this.unrepeatable++;
      this.memo?.forget();
    }
    return { map, place: changedPlace(name, values) };
  }

  #withinBudget(result: GoValue): GoValue {
    if (typeof result !== 'string' && !(result instanceof GoList)) return result;
    const size = result.length;
    this.made += size;
    if (this.made > MAX_MADE) throw new LimitError(`functions made more than ${MAX_MADE} characters`);
    if (size > (typeof result === 'string' ? MAX_TEXT_LENGTH : MAX_ITEMS)) return new Hole('limit', `${size} characters or items in one value`, true);
    return result;
  }

  /** A hole that is trimmed or indented stays one; a hash of a text with a hole in it is one. */
  #unknown(name: string, spec: FunctionSpec, values: readonly GoValue[]): Hole | null {
    if (this.holes.length === 0) return null;
    const destroys = DESTROYING.has(name);
    if (!destroys && spec.text !== 'contains') return null;
    for (const value of values) {
      if (value instanceof Hole && destroys) return value;
      const marker = typeof value === 'string' ? (destroys ? ANYWHERE : WHOLE).exec(value) : null;
      if (marker !== null) return this.holes[Number(marker[1]) - 1] ?? null;
    }
    return null;
  }

  /** `and`, `or`: the deciding argument, evaluated left to right; a piped last one has been evaluated already. */
  #junction(frame: Frame, dot: GoValue, or: boolean, args: readonly Expr[], final: Final, finalOrigin: Origin | null): GoValue {
    if (args.length === 1 && final === MISSING) throw new GoError(`wrong number of args for ${or ? 'or' : 'and'}: want at least 1 got 0`);
    let value: GoValue;
    for (let at = 1; at < args.length; at++) {
      value = this.evalArg(frame, dot, args[at]!, 'any');
      if (isTrue(value) === or) return value;
    }
    if (final === MISSING) return value;
    this.origin = finalOrigin;
    return final;
  }
}
