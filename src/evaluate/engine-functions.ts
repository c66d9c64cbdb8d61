import { fromJson, fromJsonList, fromJsonMap, fromToml, fromYamlList, fromYamlMap } from '../yaml/index.js';
import type { Expr, IdentifierExpr } from '../template/index.js';
import { DerivedSource, GoError, GoMap, type GoValue, type Origin, type TextOrigin } from '../value/index.js';
import type { Evaluator } from './evaluator.js';
import type { Frame } from './frame.js';
import { watch, type IncludeMemo } from './include-memo.js';
import { Namespace, type Definition } from './namespace.js';
import { Reads } from './reads.js';
import type { Signature } from './functions/spec.js';
import { runBody } from './walk.js';

/** What a function that needs the engine is called with. */
export interface Call {
  readonly evaluator: Evaluator;
  readonly frame: Frame;
  readonly dot: GoValue;
  readonly site: IdentifierExpr;
  /** The function and its arguments as written. */
  readonly args: readonly Expr[];
  readonly origins: readonly (Origin | null)[];
}

export interface EngineFunction extends Signature {
  /** Leaves the origin of its result in the evaluator. */
  readonly call: (call: Call, args: readonly GoValue[]) => GoValue;
}

/** helm refuses the 1001st nested use of one name. */
const MAX_NESTED_NAME = 1000;

/** `include "name" data`: what the named template writes, as a string. `<no value>` stays in it. */
function include(call: Call, [name, data]: readonly GoValue[]): GoValue {
  const { evaluator, frame, origins } = call;
  const definition = frame.namespace.lookup(name as string);
  if (definition === undefined) throw new GoError(`error calling include: template: no template ${JSON.stringify(name)} associated with template "gotpl"`);
  const memo = memoFor(call, definition);
  const origin = origins[1] ?? null;
  if (memo === null) return called(call, definition, data).text;
  const { decisions, tracing, reads } = evaluator;
  const assumes = decisions?.assumes ?? null;
  const known = memo.find(definition, data, origin, { tracing, reads: reads !== null, assumes });
  // What is written in a forced branch hands its conditions on.
  if (known === null) return evaluator.guards !== null && evaluator.quiet === 0 ? called(call, definition, data).text : remembered(call, definition, data, memo);
  if (known.reads !== null) evaluator.reads?.take(known.reads);
  evaluator.origin = known.out;
  return known.text;
}

/** While an expression is only probed, values are not what they are elsewhere. */
function memoFor({ evaluator, frame, site, args }: Call, definition: Definition): IncludeMemo | null {
  const { journal, decisions } = evaluator;
  if (journal === null || evaluator.muted > 0 || frame.namespace !== journal.namespace) return null;
  const { memo } = journal;
  if (decisions === null) return evaluator.guards === null ? memo : null;
  // Below a hash or in a condition nothing is decided otherwise.
  if (evaluator.quiet > 0) return memo;
  return decisions.mayReuse(frame, definition.name, () => frame.source.text.slice(site.start, args.at(-1)!.end)) ? memo : null;
}

/** A call whose result is kept if an equal call would do the same, in whatever branch. */
function remembered(call: Call, definition: Definition, data: GoValue, memo: IncludeMemo): string {
  const { evaluator, origins } = call;
  const watched = watch(data, memo.journal);
  if (watched === null) return called(call, definition, data).text;
  const { reads: outer, unrepeatable, guards, decisions, replay } = evaluator;
  const reads = outer === null ? null : new Reads();
  evaluator.reads = reads;
  evaluator.guards = null;
  // What is written again is not looked at again.
  evaluator.replay = null;
  try {
    const { text, out } = called(call, definition, data);
    const assumes = decisions?.assumes ?? null;
    const isAssumed = assumes !== null && (reads === null || assumes(reads));
    if (evaluator.unrepeatable === unrepeatable && !isAssumed) memo.keep(definition, data, origins[1] ?? null, watched, { text, out, reads });
    return text;
  } finally {
    evaluator.guards = guards;
    evaluator.replay = replay;
    evaluator.reads = outer;
    if (reads !== null) outer!.take(reads);
  }
}

function called({ evaluator, frame, site, args, origins }: Call, definition: Definition, data: GoValue): { text: string; out: TextOrigin } {
  const nested = (evaluator.nesting.get(definition.name) ?? 0) + 1;
  if (nested > MAX_NESTED_NAME) throw new GoError(`error calling include: rendering template has a nested reference name: ${definition.name}: unable to execute template`);
  evaluator.nesting.set(definition.name, nested);
  try {
    const path = frame.path.step(site, definition.name, () => frame.source.text.slice(site.start, args.at(-1)!.end));
    const out = runBody(evaluator, definition, { value: data, origin: origins[1] ?? null }, { namespace: frame.namespace, path, depth: frame.depth + 1 });
    evaluator.origin = out;
    return { text: out.toString(), out };
  } finally {
    evaluator.nesting.set(definition.name, nested - 1);
  }
}

/** `tpl text data`: the text is parsed in a copy of the namespace; what it defines is seen only there. */
function tpl({ evaluator, frame, origins }: Call, [text, data]: readonly GoValue[]): GoValue {
  const origin = origins[0] ?? null;
  if (!(text as string).includes('{{')) {
    evaluator.origin = origin;
    return (text as string).replaceAll('<no value>', '');
  }
  const source = new DerivedSource(madeIn('tpl', frame), text as string, origin);
  const template = evaluator.templates.parse(text as string);
  const problem = template.problems[0];
  if (problem !== undefined) throw new GoError(`error calling tpl: cannot parse template ${JSON.stringify(text)}: ${problem.message}`);
  const namespace = template.defines.size === 0 ? frame.namespace : new Namespace(frame.namespace);
  if (template.defines.size > 0) namespace.add(frame.name, template, source);
  const definition: Definition = { name: frame.name, nodes: template.root, source };
  const path = frame.path.step(text, 'tpl');
  const out = runBody(evaluator, definition, { value: data, origin: origins[1] ?? null }, { namespace, path, depth: frame.depth + 1 });
  evaluator.origin = out;
  return withoutNoValue(out);
}

/** What a text made in a file is called; one made in such a text is called the same. */
const madeIn = (what: string, { source }: Frame): string => (source instanceof DerivedSource ? source.name : `${what} in ${source.name}`);

/** helm deletes the text that stands for nil from what `tpl` gives and from every file, but not from what `include` gives. */
function withoutNoValue(out: { toString(): string }): string {
  const text = out.toString();
  return text.includes('<no value>') ? text.replaceAll('<no value>', '') : text;
}

function required({ evaluator, frame, dot, site, args, origins }: Call, [message, value]: readonly GoValue[]): GoValue {
  evaluator.origin = origins[1] ?? null;
  if (value !== undefined && value !== null && value !== '') return value;
  evaluator.diagnose('value-required', message as string, frame, site);
  evaluator.decisions?.refused({ frame, dot, args, message: message as string, origin: origins[0] ?? null }, evaluator);
  return evaluator.hole('required', message as string);
}

/** Helm stops here; nothing is printed, and the rest goes on. */
function fail({ evaluator, frame, dot, site, args, origins }: Call, [message]: readonly GoValue[]): GoValue {
  evaluator.diagnose('value-required', message as string, frame, site);
  evaluator.decisions?.refused({ frame, dot, args, message: message as string, origin: origins[0] ?? null }, evaluator);
  return '';
}

/** Reads text into values whose positions lead back through the text to where it came from. */
function reader(read: (source: DerivedSource) => GoValue): EngineFunction['call'] {
  return ({ evaluator, frame, origins }, [text]) => {
    evaluator.origin = null;
    return read(new DerivedSource(madeIn('text', frame), text as string, origins[0] ?? null));
  };
}

function anyJson(source: DerivedSource): GoValue {
  const { value, error } = fromJson(source);
  if (error !== null) throw new GoError(`error calling mustFromJson: ${error}`);
  return value;
}

/** The functions of helm's engine that need more than their arguments. */
const TABLE: Readonly<Record<string, EngineFunction>> = {
  include: { params: ['string', 'any'], call: include },
  tpl: { params: ['string', 'any'], call: tpl },
  required: { params: ['string', 'any'], call: required },
  fail: { params: ['string'], call: fail },
  // `helm template` asks no cluster: every lookup finds nothing.
  lookup: { params: ['string', 'string', 'string', 'string'], call: () => new GoMap() },
  fromYaml: { params: ['string'], call: reader(fromYamlMap) },
  fromYamlArray: { params: ['string'], call: reader(fromYamlList) },
  fromJson: { params: ['string'], call: reader(fromJsonMap) },
  fromToml: { params: ['string'], call: reader(fromToml) },
  mustFromJson: { params: ['string'], call: reader(anyJson) },
  fromJsonArray: { params: ['string'], call: reader(fromJsonList) },
};

/** By name. A Map, because a template may ask for `constructor`. */
export const ENGINE_FUNCTIONS: ReadonlyMap<string, EngineFunction> = new Map(Object.entries(TABLE));
