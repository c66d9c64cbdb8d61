import type { CST } from 'yaml';

/**
 * How deep collections may nest in what is read and written; charts need a few dozen levels. All of it is done by recursion, by the library's
 * composer with the largest steps, and may begin half-way down the stack already. To try whether the stack suffices is no way out: where
 * it ends while a regular expression is being compiled, the engine ends the process.
 */
export const MAX_DEPTH = 200;

type Collection = CST.BlockMap | CST.BlockSequence | CST.FlowCollection;

export const TOO_DEEP = `collections nest more than ${MAX_DEPTH} levels deep`;

/** What the parser gives, up to a document in which collections nest deeper: nobody may compose that. Told is only of the first one. */
export function* untilTooDeep(tokens: Iterable<CST.Token>, found: (offset: number) => void): Generator<CST.Token> {
  let isFirst = true;
  for (const token of tokens) {
    const at = tooDeepAt(token);
    if (at >= 0) return isFirst ? found(at) : undefined;
    yield token;
    isFirst &&= token.type !== 'document';
  }
}

/** Where the first collection begins that nests deeper; -1: none does. */
function tooDeepAt(document: CST.Token): number {
  const waiting: { readonly token: CST.Token; readonly depth: number }[] = [{ token: document, depth: 0 }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { token, depth } = next;
    if (token.type === 'document') {
      if (token.value !== undefined) waiting.push({ token: token.value, depth });
    } else if (isCollection(token)) {
      if (depth === MAX_DEPTH) return token.offset;
      for (const { key, value } of token.items as readonly CST.CollectionItem[]) {
        for (const inner of [key, value]) if (inner) waiting.push({ token: inner, depth: depth + 1 });
      }
    }
  }
  return -1;
}

const isCollection = (token: CST.Token): token is Collection => token.type === 'block-map' || token.type === 'block-seq' || token.type === 'flow-collection';
