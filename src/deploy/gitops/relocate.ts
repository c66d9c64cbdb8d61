import type { Spot } from '../../source/index.js';
import { TextOrigin, type Origin } from '../../value/index.js';
import { spotOf } from './fields.js';

/**
 * What the template in a scalar of a YAML file wrote, with places of that file. Where the scalar does not hold the template's lines
 * as they are (escapes, folds, a template that was rendered itself) every piece is at the scalar as a whole.
 */
export function relocate(written: TextOrigin, template: string, origin: Origin | null): TextOrigin {
  const spot = spotOf(origin);
  if (spot === null) return written;
  const lines = origin === spot ? findLines(template, spot) : null;
  const out = new TextOrigin(spot.file);
  for (const { text, node, origin: from, guards } of written.chunks) {
    if (lines === null) out.write(text, spot, from, guards);
    else if (from !== null || node.end - node.start !== text.length) out.write(text, { start: lines(node.start), end: lines(node.end) }, from, guards);
    else {
      let at = node.start;
      for (const line of text.split(/(?<=\n)/)) {
        const start = lines(at);
        out.write(line, { start, end: start + line.length }, null, guards);
        at += line.length;
      }
    }
  }
  return out;
}

/** Offset in the file for one in the template; null where a line is not found. */
function findLines(template: string, spot: Spot): ((offset: number) => number) | null {
  const starts: number[] = [];
  const found: number[] = [];
  let at = 0;
  let from = spot.start;
  for (const line of template.split('\n')) {
    const place = spot.file.text.indexOf(line, from);
    if (place < 0 || place + line.length > spot.end) return null;
    starts.push(at);
    found.push(place);
    at += line.length + 1;
    from = place + line.length;
  }
  return (offset) => {
    const line = Math.max(0, starts.findLastIndex((start) => start <= offset));
    return found[line]! + offset - starts[line]!;
  };
}
