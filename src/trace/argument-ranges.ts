import { formatPieces } from '../evaluate/index.js';
import { GoList, GoMap, GoStruct, toText, type CallOrigin, type GoValue, type Origin } from '../value/index.js';
import { toYamlWithMap } from '../yaml/index.js';

/** A part of an argument that made a part of the result. */
export interface ArgumentRange {
  readonly origin: Origin | null;
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Which parts of the arguments a range of a function's result was made from. */
export function argumentRanges(call: CallOrigin, text: string, start: number, end: number): ArgumentRange[] {
  switch (call.name) {
    case 'printf':
      return fromFormat(call, start, end);
    case 'indent':
    case 'nindent':
      return fromIndent(call, text, start, end);
    case 'toYaml':
    case 'toYamlPretty':
      return fromYaml(call, text, start, end);
    case 'join':
      return fromJoin(call, start, end);
  }
  return fromSearch(call, text.slice(start, end));
}

function whole(call: CallOrigin, at: number): ArgumentRange {
  const text = textOf(call.args[at]);
  return { origin: call.origins[at] ?? null, text, start: 0, end: text.length };
}

/** Containers have no text of their own here: to print them whole for one reference is what nobody waits for. */
function textOf(value: GoValue): string {
  if (typeof value === 'string') return value;
  return value instanceof GoMap || value instanceof GoList || value instanceof GoStruct ? '' : toText(value);
}

/** `printf`: the piece of the result tells the argument; literal text of the format belongs to the format. */
function fromFormat(call: CallOrigin, start: number, end: number): ArgumentRange[] {
  const [format, ...args] = call.args;
  const { pieces } = formatPieces(format as string, args);
  return pieces
    .filter((piece) => piece.end > start && piece.start < end)
    .map((piece) => {
      if (piece.arg === null) return whole(call, 0);
      const argument = whole(call, piece.arg + 1);
      if (argument.text.length !== piece.end - piece.start) return argument;
      return { ...argument, start: Math.max(0, start - piece.start), end: Math.min(argument.text.length, end - piece.start) };
    });
}

/** Every line is moved by the same number of columns; `nindent` puts a line break in front. */
function fromIndent(call: CallOrigin, text: string, start: number, end: number): ArgumentRange[] {
  const at = call.args.length - 1;
  const argument = whole(call, at);
  const width = Number(textOf(call.args[0]));
  const shift = (offset: number): number => {
    const lines = text.slice(0, offset).split('\n').length - (call.name === 'nindent' ? 1 : 0);
    return Math.max(0, offset - lines * width - (call.name === 'nindent' ? 1 : 0));
  };
  return [{ ...argument, start: shift(start), end: Math.max(shift(start), shift(end)) }];
}

/** What calls of `toYaml` wrote: one holds many images as a rule, and each is traced. */
const WRITTEN = new WeakMap<CallOrigin, ReturnType<typeof toYamlWithMap>>();

/** The scalars of `toYaml` come from the entries of what was written. */
function fromYaml(call: CallOrigin, result: string, start: number, end: number): ArgumentRange[] {
  const { text, spans } = WRITTEN.get(call) ?? toYamlWithMap(call.args[0], call.name === 'toYamlPretty');
  // Where a template has changed the values since, it is another text each time.
  if (text === result) WRITTEN.set(call, { text, spans });
  const within = spans.filter((span) => span.end > start && span.start < end);
  if (within.length === 0) return [whole(call, 0)];
  return within.map((span) => {
    const value = textOf(span.entry.value);
    const offset = text.slice(span.start, span.end).indexOf(value);
    const from = offset < 0 ? 0 : Math.max(0, start - span.start - offset);
    const to = offset < 0 ? value.length : Math.min(value.length, end - span.start - offset);
    return { origin: span.entry.origin, text: value, start: from, end: Math.max(from, to) };
  });
}

/** `join`: the items one after the other, each with an origin of its own; nil items are left out. */
function fromJoin({ args }: CallOrigin, start: number, end: number): ArgumentRange[] {
  const [separator, list] = args;
  if (!(list instanceof GoList)) return [];
  const ranges: ArgumentRange[] = [];
  let at = 0;
  for (const { value, origin } of list.entries) {
    if (value === null || value === undefined) continue;
    const text = textOf(value);
    if (at + text.length > start && at < end) ranges.push({ origin, text, start: Math.max(0, start - at), end: Math.min(text.length, end - at) });
    at += text.length + textOf(separator).length;
  }
  return ranges;
}

/** The argument that holds the wanted text, the last one first: that is where the piped value stands; failing that, all. */
function fromSearch(call: CallOrigin, wanted: string): ArgumentRange[] {
  for (let at = call.args.length - 1; at >= 0; at--) {
    const argument = whole(call, at);
    const found = argument.text.indexOf(wanted);
    if (found >= 0 && argument.origin !== null) return [{ ...argument, start: found, end: found + wanted.length }];
  }
  return call.args.map((_, at) => whole(call, at)).filter(({ origin, text }) => origin !== null && wanted.includes(text) && text !== '');
}
