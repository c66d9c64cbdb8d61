import { Spot, type DiagnosticCode, type Report } from '../source/index.js';
import type { ChainExpr, Command, Expr, FieldExpr, IdentifierExpr, Pipe, Span, VariableExpr } from '../template/index.js';
import { GoError, GoMap, Hole, isTrue, Sourced, type GoValue, type HoleReason, type Method, type Origin } from '../value/index.js';
import { admit } from './admit.js';
import { checkCount, conform, numberFor, paramType } from './arguments.js';
import type { Decisions, Replay } from './decisions.js';
import { readField, type FieldResult } from './fields.js';
import { placeOf, type Frame } from './frame.js';
import type { ParamType } from './functions/spec.js';
import { LimitError, MAX_ERRORS, MAX_LEVELS, MAX_STEPS, NESTED } from './limits.js';
import type { Journal } from './journal.js';
import { makesNew } from './mutation.js';
import { callPure } from './pure-call.js';
import type { Reads } from './reads.js';
import type { TemplateCache } from './template-cache.js';
import { isRootDot, TEMPLATE } from './template-object.js';

/** Stands for "no value from the stage before". */
const MISSING: unique symbol = Symbol('missing');
type Final = GoValue | typeof MISSING;

/** Pipelines with one of these make text from which no image can be read: nothing below them is decided otherwise. */
const OPAQUE: ReadonlySet<string> = new Set(['sha256sum', 'sha1sum', 'sha512sum', 'adler32sum', 'b64enc', 'b32enc', 'len']);

/**
 * Evaluates expressions. Every `eval…` method returns a value and leaves where it came from in {@link origin}.
 * What makes Go abort is caught at the innermost pipeline: a diagnostic, and a hole in place of the value.
 */
export class Evaluator {
  /** Origin of the value that was returned last. */
  origin: Origin | null = null;
  /** Holes by the number in their marker; of the whole release where one is rendered. */
  holes: Hole[] = [];
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
  /** Counts changes of maps that may be seen outside of what makes them. */
  effects = 0;
  /** Rounds of loops that are being run. */
  rounds = 0;
  /** What earlier passes over the file wrote; null where nothing may be taken from there. */
  replay: Replay | null = null;
  /** Of what templates change in the values; null where no release is rendered. */
  journal: Journal | null = null;
  /** Counts what would come out otherwise if it were evaluated again, or has to be evaluated again to be noticed. */
  unrepeatable = 0;
  /** Records what is read of the values; null where nobody asks. */
  reads: Reads | null = null;
  /** What was spent on the present file, see limits.ts. */
  steps = 0;
  /** Pipelines and blocks around what is being evaluated. */
  level = 0;
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
    tracing = true,
  ) {
    this.#field = { value: null, origin: null, method: null, strict: templates.dialect.missingKey === 'error', tracing };
  }

  /** Whether origins are recorded; without them an evaluation costs much less. */
  get tracing(): boolean {
    return this.#field.tracing;
  }

  /** Starts the budgets of a file anew. */
  restart(): void {
    this.steps = this.written = this.made = this.refusedCalls = this.errors = this.rounds = this.level = 0;
    this.exhausted = false;
  }

  /** A pipeline with its declarations; a nil result becomes invalid, as in Go. */
  evalPipe(frame: Frame, dot: GoValue, pipe: Pipe): GoValue {
    if (++this.steps > MAX_STEPS) throw new LimitError(`more than ${MAX_STEPS} steps`);
    if (++this.level > MAX_LEVELS) throw new LimitError(NESTED);
    let value: GoValue;
    const { tracing, level } = this;
    const opaque = this.#isOpaque(pipe);
    if (opaque) {
      this.quiet++;
      this.#field.tracing = tracing && this.decisions?.tracesTests === true;
    }
    try {
      value = this.#commands(frame, dot, pipe);
    } catch (error) {
      value = this.#failed(error, frame, pipe);
      this.level = level;
    }
    this.level--;
    if (opaque) {
      this.quiet--;
      this.#field.tracing = tracing;
    }
    if (pipe.declarations.length > 0) this.#declare(frame, pipe, value);
    return value;
  }

  /** The value of a pipeline that is only tested: nobody asks where it came from. */
  evalTest(frame: Frame, dot: GoValue, pipe: Pipe): GoValue {
    const { tracing } = this;
    this.#field.tracing = tracing && (pipe.declarations.length > 0 || this.decisions?.tracesTests === true);
    const value = this.evalPipe(frame, dot, pipe);
    this.#field.tracing = tracing;
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

  #isOpaque({ commands }: Pipe): boolean {
    for (let at = 0; at < commands.length; at++) {
      const first = commands[at]!.args[0]!;
      if (first.kind === 'identifier' && OPAQUE.has(first.name)) return true;
    }
    return false;
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
    const at = placeOf(frame, name);
    const variable = frame.variables[at];
    if (variable === undefined) return this.diagnose('template-error', `undefined variable: ${name}`, frame, span);
    variable.value = value;
    variable.origin = origin;
    variable.guards = this.guards;
    frame.assigned = Math.min(frame.assigned, at);
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
    return admit(this, new Hole(reason, message));
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
      if (this.reads !== null && at === 0 && value instanceof GoMap && value.place === null && isRootDot(value)) this.reads.name(name);
      readField(value, name, this.origin, at === last, result);
      if (this.reads !== null && (at === last || !isBelow(result.value, value))) this.reads.key(value, name);
      if (result.method !== null) {
        if (this.reads !== null) this.reads.contents(value);
        value = this.#method(frame, dot, name, result.method, at === last ? args : [], at === last ? final : MISSING);
        continue;
      }
      if (at === last && given) throw new GoError(`${name} is not a method but has arguments`);
      value = result.value;
      this.origin = result.origin;
    }
    if (last < 0 && given) throw new GoError(`can't give argument to non-function ${this.#source(frame, args[0]!)}`);
    if (this.reads !== null) this.reads.hand(value);
    return value;
  }

  #method(frame: Frame, dot: GoValue, name: string, method: Method, args: readonly Expr[], final: Final): GoValue {
    const values = args.slice(1).map((arg) => this.evalArg(frame, dot, arg, 'any'));
    if (final !== MISSING) values.push(final);
    try {
      const result = method(...values);
      this.origin = result instanceof Sourced ? result.origin : null;
      return admit(this, result instanceof Sourced ? result.value : result);
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
    const callee = this.templates.callees.find(name);
    if (callee === null) throw new GoError(`${JSON.stringify(name)} is not a defined function`);
    const { signature } = callee;
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
    if (callee.engine !== null) {
      this.origin = null;
      return admit(this, callee.engine.call({ evaluator: this, frame, dot, site: expr, args, origins }, values));
    }
    if (callee.mutates && !makesNew(args[1])) this.effects++;
    const known = this.holes.length;
    const result = callPure(this, callee, values, origins);
    if (this.holes.length > known && result instanceof Hole && result.reason === 'limit') this.diagnose('limit-reached', result.message, frame, expr);
    return result;
  }

  /** `and`, `or`: the deciding argument, evaluated left to right; a piped last one has been evaluated already. */
  #junction(frame: Frame, dot: GoValue, or: boolean, args: readonly Expr[], final: Final, finalOrigin: Origin | null): GoValue {
    if (args.length === 1 && final === MISSING) throw new GoError(`wrong number of args for ${or ? 'or' : 'and'}: want at least 1 got 0`);
    let value: GoValue;
    for (let at = 1; at < args.length; at++) {
      value = this.evalArg(frame, dot, args[at]!, 'any');
      this.reads?.test(value);
      if (isTrue(value) === or) return value;
    }
    if (final === MISSING) return value;
    this.origin = finalOrigin;
    return final;
  }
}

/** Whether a map stands where it was found: whoever reads something of it is known to have come by there. */
const isBelow = (value: GoValue, container: GoValue): boolean => value instanceof GoMap && container instanceof GoMap && value.place !== null && value.place.parent === container.place;
