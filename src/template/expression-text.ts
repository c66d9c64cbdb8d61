import type { Span } from './ast.js';

/** An expression as it is written. The span of a pipeline ends behind its action. */
export const expressionText = ({ start, end }: Span, text: string): string => text.slice(start, end).replace(/\s*-?\}\}$/, '').trim();
