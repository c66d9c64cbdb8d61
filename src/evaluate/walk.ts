import type { ActionNode, BranchNode, Node, RangeNode, TemplateNode } from '../template/index.js';
import {
  FieldOrigin,
  GoError,
  GoInt,
  GoList,
  GoMap,
  GoStruct,
  GoBytes,
  Hole,
  int,
  isTrue,
  printValue,
  TextOrigin,
  type GoValue,
  type Origin,
} from '../value/index.js';
import type { Choice } from './decisions.js';
import type { Evaluator } from './evaluator.js';
import { settle } from './fields.js';
import type { CallPath, Frame } from './frame.js';
import { LimitError, MAX_CALL_DEPTH, MAX_LEVELS, MAX_OUTPUT, MAX_REFUSED_CALLS, MAX_STEPS, NESTED } from './limits.js';
import type { Definition, Namespace } from './namespace.js';
import { showsTemplate } from './template-object.js';

/** How a list of nodes ended: Go's `break` and `continue` leave the innermost range. */
type Signal = 'next' | 'break' | 'continue';

/** Runs a template body with a new dot; gives what it wrote. The callee sees no variable of the caller. */
export function runBody(
  evaluator: Evaluator,
  definition: Definition,
  data: { readonly value: GoValue; readonly origin: Origin | null },
  place: { readonly namespace: Namespace; readonly path: CallPath; readonly depth: number },
): TextOrigin {
  if (place.depth > MAX_CALL_DEPTH) {
    const message = `templates call each other more than ${MAX_CALL_DEPTH} deep (${definition.name})`;
    throw ++evaluator.refusedCalls > MAX_REFUSED_CALLS ? new LimitError(message) : new GoError(message);
  }
  const dot = data.value === null ? undefined : data.value;
  const out = new TextOrigin(definition.source, evaluator.tracing);
  const variables = [{ name: '$', value: dot, origin: data.origin, guards: null }];
  const { name, nodes, source } = definition;
  const frame: Frame = { name, nodes, source, variables, out, dotOrigin: data.origin, namespace: place.namespace, path: place.path, depth: place.depth, assigned: Infinity };
  walkNodes(evaluator, frame, dot, definition.nodes);
  return out;
}

function walkNodes(evaluator: Evaluator, frame: Frame, dot: GoValue, nodes: readonly Node[]): Signal {
  if (++evaluator.level > MAX_LEVELS) throw new LimitError(NESTED);
  // Below a hash or in a condition there is nothing that another pass decides otherwise.
  const replay = evaluator.quiet === 0 ? evaluator.replay : null;
  for (const node of nodes) {
    if (node.kind === 'text') {
      frame.out.write(node.text, node, null, evaluator.guards);
      continue;
    }
    const isWatched = replay !== null && (node.kind !== 'action' || node.pipe.declarations.length === 0);
    if (isWatched && replay.again(node, frame, evaluator)) continue;
    const mark = isWatched ? replay.begin(frame, evaluator) : null;
    let signal: Signal = 'next';
    // One function more for each level would cost a part of the levels that fit on the stack.
    switch (node.kind) {
      case 'action':
        walkAction(evaluator, frame, dot, node);
        break;
      case 'if':
      case 'with':
        signal = walkBranch(evaluator, frame, dot, node);
        break;
      case 'range':
        signal = walkRange(evaluator, frame, dot, node);
        break;
      case 'template':
        walkTemplate(evaluator, frame, dot, node);
        break;
      default:
        signal = node.kind;
    }
    if (mark !== null) replay!.end(node, frame, mark, signal === 'next', evaluator);
    if (signal !== 'next') {
      evaluator.level--;
      return signal;
    }
  }
  evaluator.level--;
  return 'next';
}

function walkAction(evaluator: Evaluator, frame: Frame, dot: GoValue, node: ActionNode): void {
  if (evaluator.decisions !== null && evaluator.quiet === 0) evaluator.decisions.action(node.pipe, frame, dot, evaluator);
  const value = evaluator.evalPipe(frame, dot, node.pipe);
  if (node.pipe.declarations.length > 0) return;
  if (typeof value === 'object') {
    if (showsTemplate(value)) evaluator.unrepeatable++;
    evaluator.reads?.contents(value);
  }
  const text = printed(value);
  if (text === '') return;
  evaluator.written += text.length;
  if (evaluator.written > MAX_OUTPUT) throw new LimitError(`more than ${MAX_OUTPUT} characters of output`);
  frame.out.write(text, node, evaluator.origin, evaluator.guards);
}

/** Go's printValue: nil is `<no value>`, which helm removes from the final text. */
function printed(value: GoValue): string {
  if (typeof value === 'string') return value;
  if (value === undefined || value === null) return '<no value>';
  if (value instanceof GoStruct && Object.hasOwn(value.methods, 'String')) return value.methods['String']!() as string;
  const text = printValue(value);
  // Go follows a pointer before it prints.
  return value instanceof GoStruct && value.text === null && value.type.startsWith('*') ? text.slice(1) : text;
}

/** `template "name" pipe`: what it writes belongs to the caller's output, as one piece. */
function walkTemplate(evaluator: Evaluator, frame: Frame, dot: GoValue, node: TemplateNode): void {
  const definition = frame.namespace.lookup(node.name);
  const { level } = evaluator;
  try {
    if (definition === undefined) throw new GoError(`template ${JSON.stringify(node.name)} not defined`);
    if (node.pipe !== null && evaluator.decisions !== null && evaluator.quiet === 0) evaluator.decisions.action(node.pipe, frame, dot, evaluator);
    const value = node.pipe === null ? undefined : evaluator.evalPipe(frame, dot, node.pipe);
    const data = { value, origin: node.pipe === null ? null : evaluator.origin };
    const path = frame.path.step(node, node.name, () => frame.source.text.slice(node.start, node.end));
    const out = runBody(evaluator, definition, data, { namespace: frame.namespace, path, depth: frame.depth + 1 });
    frame.out.write(out.toString(), node, out, evaluator.guards);
  } catch (error) {
    if (!(error instanceof GoError)) throw error;
    evaluator.level = level;
    evaluator.diagnose('template-error', error.message, frame, node);
  }
}

/** Evaluates what a branch tests; decisions in a condition are never forced. */
function condition(evaluator: Evaluator, frame: Frame, dot: GoValue, node: BranchNode | RangeNode): GoValue {
  evaluator.inherited = null;
  evaluator.quiet++;
  const value = node.kind === 'if' ? evaluator.evalTest(frame, dot, node.pipe) : evaluator.evalPipe(frame, dot, node.pipe);
  evaluator.quiet--;
  evaluator.reads?.test(value);
  return value;
}

/** Asks which side to take; null without a decider, and where decisions are left alone. */
function choose(evaluator: Evaluator, frame: Frame, dot: GoValue, node: BranchNode | RangeNode, value: GoValue, natural: boolean): Choice | null {
  const { decisions, origin } = evaluator;
  if (decisions === null || evaluator.quiet > 0) return null;
  return decisions.choose({ node, frame, dot, value, origin, natural }, evaluator);
}

/** Ends what a choice assumed for the time of a branch. */
function leave(evaluator: Evaluator, choice: Choice | null, outer: unknown): void {
  if (choice === null) return;
  evaluator.guards = outer;
  choice.undo();
}

function walkBranch(evaluator: Evaluator, frame: Frame, dot: GoValue, node: BranchNode): Signal {
  const mark = frame.variables.length;
  const value = condition(evaluator, frame, dot, node);
  const { origin, guards } = evaluator;
  const natural = isTrue(value);
  const choice = choose(evaluator, frame, dot, node, value, natural);
  if (choice !== null) evaluator.guards = choice.guards;
  try {
    if (!(choice === null ? natural : choice.taken)) return node.otherwise === null ? 'next' : walkNodes(evaluator, frame, dot, node.otherwise);
    if (node.kind === 'if') return walkNodes(evaluator, frame, dot, node.body);
    return walkWithin(evaluator, frame, choice?.value ?? value, choice === null ? origin : choice.origin, node.body);
  } finally {
    leave(evaluator, choice, guards);
    frame.variables.length = mark;
  }
}

/** Nodes with another dot. */
function walkWithin(evaluator: Evaluator, frame: Frame, dot: GoValue, origin: Origin | null, nodes: readonly Node[]): Signal {
  const outer = frame.dotOrigin;
  frame.dotOrigin = origin;
  const signal = walkNodes(evaluator, frame, dot, nodes);
  frame.dotOrigin = outer;
  return signal;
}

function walkRange(evaluator: Evaluator, frame: Frame, dot: GoValue, node: RangeNode): Signal {
  const mark = frame.variables.length;
  const value = condition(evaluator, frame, dot, node);
  const { guards } = evaluator;
  let items = iterate(evaluator, frame, node, value);
  const choice = choose(evaluator, frame, dot, node, value, items.length > 0);
  if (choice !== null && choice.taken !== items.length > 0) items = choice.taken ? forcedItems(evaluator, frame, node, choice.value) : [];
  if (choice !== null) evaluator.guards = choice.guards;
  try {
    if (items.length === 0) return node.otherwise === null ? 'next' : walkNodes(evaluator, frame, dot, node.otherwise);
    return walkItems(evaluator, frame, node, items);
  } finally {
    leave(evaluator, choice, guards);
    frame.variables.length = mark;
  }
}

/** A range over nothing that is entered all the same goes once over something unknown. */
function forcedItems(evaluator: Evaluator, frame: Frame, node: RangeNode, value: GoValue): Item[] {
  const items = value instanceof Hole ? [] : iterate(evaluator, frame, node, value);
  if (items.length > 0) return items;
  const hole = value instanceof Hole ? value : evaluator.hole('unset', 'an element of an empty list');
  return [{ key: hole, value: hole, origin: null }];
}

interface Item {
  readonly key: GoValue;
  readonly value: GoValue;
  readonly origin: Origin | null;
}

function walkItems(evaluator: Evaluator, frame: Frame, node: RangeNode, items: readonly Item[]): Signal {
  const { variables } = frame;
  const [first, second] = node.pipe.declarations;
  for (const item of items) {
    const mark = variables.length;
    if (++evaluator.steps > MAX_STEPS) throw new LimitError(`more than ${MAX_STEPS} steps`);
    const set = (name: string, value: GoValue, origin: Origin | null): void => {
      if (node.pipe.assign) evaluator.assign(frame, name, value, origin, node.pipe);
      else variables.push({ name, value, origin, guards: null });
    };
    if (first !== undefined) {
      if (second === undefined) set(first, item.value, item.origin);
      else {
        set(first, item.key, null);
        set(second, item.value, item.origin);
      }
    }
    evaluator.rounds++;
    const signal = walkWithin(evaluator, frame, item.value, item.origin, node.body);
    evaluator.rounds--;
    variables.length = mark;
    if (signal === 'break') break;
  }
  return 'next';
}

/** What a range goes over, as Go does it: lists in order, maps by sorted key, an int n as 0..n-1. */
function iterate(evaluator: Evaluator, frame: Frame, node: RangeNode, value: GoValue): Item[] {
  evaluator.reads?.entries(value);
  if (value instanceof GoList) {
    return value.entries.map((entry, at) => {
      settle(entry.value, value, at);
      return { key: int(at), value: entry.value, origin: new FieldOrigin(value, at, entry.origin) };
    });
  }
  if (value instanceof GoMap) {
    if (showsTemplate(value)) evaluator.unrepeatable++;
    return value.sortedKeys().map((key) => {
      const entry = value.entries.get(key)!;
      settle(entry.value, value, key);
      return { key, value: entry.value, origin: new FieldOrigin(value, key, entry.origin) };
    });
  }
  if (value === undefined || value === null || value instanceof Hole) return [];
  if (value instanceof GoBytes) return [...value.bytes].map((byte, at) => ({ key: int(at), value: new GoInt(BigInt(byte), 'uint8'), origin: null }));
  if (value instanceof GoInt && node.pipe.declarations.length < 2) return countTo(value);
  const message = value instanceof GoInt ? `can't use ${printValue(value)} to iterate over more than one variable` : `range can't iterate over ${printValue(value)}`;
  evaluator.diagnose('template-error', message, frame, node.pipe);
  return [];
}

function countTo(limit: GoInt): Item[] {
  if (limit.value > BigInt(MAX_STEPS)) throw new LimitError(`a range over ${limit.value}`);
  return Array.from({ length: Math.max(0, Number(limit.value)) }, (_, at) => {
    const value = new GoInt(BigInt(at), limit.kind);
    return { key: value, value, origin: null };
  });
}

