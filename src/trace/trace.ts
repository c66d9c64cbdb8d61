import { HandedSource, Spot } from '../source/index.js';
import { CallOrigin, DerivedSource, FieldOrigin, TextOrigin, type Chunk, type Origin, type Place } from '../value/index.js';
import { argumentRanges } from './argument-ranges.js';

/** Steps from text to text; deeper chains are cut, the place reached so far counts. */
const MAX_DEPTH = 400;

/** A place that has a say in a piece of text. */
export interface Leaf {
  /** Null where a value is absent. */
  readonly spot: Spot | null;
  /** Where it stands below the root chart's `.Values`, if it does. */
  readonly place: Place | null;
  readonly key: string | number | null;
}

/** What decides a piece of rendered text. */
export interface Trace {
  /** Template nodes the text went through, outermost first. */
  readonly steps: Spot[];
  /** The places that decide, in the order of the text. */
  readonly leaves: Leaf[];
  /** The forced conditions of every chunk on the way, as the evaluator left them. */
  readonly guards: unknown[];
}

/** Follows the characters `start` to `end` of a text back to where they were written. */
export function traceRange(origin: Origin, text: string, start: number, end: number): Trace {
  const trace: Trace = { steps: [], leaves: [], guards: [] };
  follow(origin, text, start, end, trace, 0);
  return trace;
}

/** Follows what stands at a place back to where it was written. */
export function traceSpot(spot: Spot): Trace {
  const text = spot.file.text.slice(spot.start, spot.end);
  return traceRange(spot, text, 0, text.length);
}

function follow(origin: Origin | null, text: string, start: number, end: number, trace: Trace, depth: number): void {
  if (origin === null || depth > MAX_DEPTH) return;
  if (origin instanceof TextOrigin) followText(origin, text, start, end, trace, depth);
  else if (origin instanceof FieldOrigin) followField(origin, text, start, end, trace, depth);
  else if (origin instanceof Spot) followSpot(origin, text, start, end, trace, depth);
  else followCall(origin, text, start, end, trace, depth);
}

function followText(origin: TextOrigin, text: string, start: number, end: number, trace: Trace, depth: number): void {
  const before = trace.leaves.length;
  for (const { chunk, from, to } of chunksWithin(origin, text, start, end)) {
    if (chunk.guards !== null) trace.guards.push(chunk.guards);
    const spot = new Spot(origin.source, chunk.node.start, chunk.node.end);
    const isLiteral = chunk.origin === null && chunk.node.end - chunk.node.start === chunk.text.length;
    if (isLiteral) {
      followSpot(new Spot(origin.source, chunk.node.start + from, chunk.node.start + to), text, start, end, trace, depth + 1);
      continue;
    }
    trace.steps.push(spot);
    const known = trace.leaves.length;
    follow(chunk.origin, chunk.text, from, to, trace, depth + 1);
    if (trace.leaves.length === known) trace.leaves.push({ spot, place: null, key: null });
  }
  if (trace.leaves.length === before && start >= end) trace.leaves.push({ spot: null, place: null, key: null });
}

interface Piece {
  readonly chunk: Chunk;
  readonly from: number;
  readonly to: number;
}

/**
 * The chunks that make up a range of the text. The text may lack `<no value>`, which helm takes out afterwards: what was written
 * is walked along with what is left of it.
 */
function chunksWithin(origin: TextOrigin, text: string, start: number, end: number): Piece[] {
  const pieces: Piece[] = [];
  const written = origin.toString();
  const shift = written.length === text.length ? null : removedNoValue(written);
  let at = 0;
  for (const chunk of origin.chunks) {
    const next = at + chunk.text.length;
    const chunkStart = shift === null ? at : shift(at);
    const chunkEnd = shift === null ? next : shift(next);
    if (chunkEnd > start && chunkStart < end) {
      pieces.push({ chunk, from: Math.max(0, start - chunkStart), to: Math.min(chunk.text.length, end - chunkStart) });
    }
    at = next;
    if (chunkStart >= end) break;
  }
  return pieces;
}

/** Offset in the text without `<no value>` for an offset in the text with it. */
function removedNoValue(written: string): (offset: number) => number {
  const mark = '<no value>';
  const removed: number[] = [];
  for (let at = written.indexOf(mark); at >= 0; at = written.indexOf(mark, at + mark.length)) removed.push(at);
  return (offset) => {
    let cut = 0;
    for (const at of removed) if (at < offset) cut += Math.min(mark.length, offset - at);
    return offset - cut;
  };
}

function followField(origin: FieldOrigin, text: string, start: number, end: number, trace: Trace, depth: number): void {
  const place = origin.container.place;
  const inner = origin.origin;
  if (place !== null && (inner === null || (inner instanceof Spot && !(inner.file instanceof DerivedSource)))) {
    trace.leaves.push({ spot: inner === null ? null : narrowed(inner, text, start, end), place, key: origin.key });
    return;
  }
  if (inner !== null) follow(inner, text, start, end, trace, depth + 1);
}

/** A place in a file decides; one in a text that was made leads on to what made it. */
function followSpot(spot: Spot, text: string, start: number, end: number, trace: Trace, depth: number): void {
  const { file } = spot;
  if (!(file instanceof DerivedSource) || file.origin === null) {
    trace.leaves.push({ spot: narrowed(spot, text, start, end), place: null, key: null });
    return;
  }
  const part = partOf(spot, text.slice(start, end));
  follow(file.origin, file.text, part.start, part.end, trace, depth + 1);
}

/** Where a text stands within a place; the whole place where escapes hide it. */
function partOf(spot: Spot, wanted: string): Spot {
  const found = spot.file.text.slice(spot.start, spot.end).indexOf(wanted);
  return found < 0 ? spot : new Spot(spot.file, spot.start + found, spot.start + found + wanted.length);
}

/**
 * In a text of many lines (a file, a block scalar) the line that matters; the header of a block scalar is a line of its own. Of a text
 * that was handed over, whoever gave it follows just the part that matters, as {@link followSpot} would.
 */
function narrowed(spot: Spot, text: string, start: number, end: number): Spot {
  if (spot.file instanceof HandedSource) return partOf(spot, text.slice(start, end));
  if (!text.includes('\n') || start >= end) return spot;
  const raw = spot.file.text.slice(spot.start, spot.end);
  const wanted = text.slice(start, end);
  const from = raw === text ? start : lineStart(raw, text.slice(0, start).split('\n').length);
  const found = raw.indexOf(wanted, from);
  if (found < 0 || raw.slice(from, found).includes('\n')) return spot;
  return new Spot(spot.file, spot.start + found, spot.start + found + wanted.length);
}

/** Offset behind the given number of line breaks. */
function lineStart(text: string, breaks: number): number {
  let at = 0;
  for (let line = 0; line < breaks; line++) at = text.indexOf('\n', at) + 1 || text.length;
  return at;
}

function followCall(call: CallOrigin, text: string, start: number, end: number, trace: Trace, depth: number): void {
  for (const range of argumentRanges(call, text, start, end)) {
    follow(range.origin, range.text, range.start, range.end, trace, depth + 1);
  }
}
