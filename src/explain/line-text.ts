import { maskText } from '../secrets/index.js';
import type { SourceFile } from '../source/index.js';

/** A line of a file as it may be shown: without secrets, and with what stands at a column still there. */
export function lineText(source: SourceFile, line: number, column: number | null): string {
  const text = source.line(line);
  const before = text.slice(0, (column ?? 1) - 1);
  return maskText(before).padEnd(before.length).slice(0, before.length) + maskText(text.slice(before.length));
}
