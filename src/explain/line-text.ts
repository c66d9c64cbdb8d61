import { maskExpression } from '../secrets/index.js';
import type { SourceFile } from '../source/index.js';

/** A line of a file or template as it may be shown: without secrets, also those that an expression compares with, and with what stands at a column still there. */
export function lineText(source: SourceFile, line: number, column: number | null): string {
  const text = source.line(line);
  const before = text.slice(0, (column ?? 1) - 1);
  return maskExpression(before).padEnd(before.length).slice(0, before.length) + maskExpression(text.slice(before.length));
}
