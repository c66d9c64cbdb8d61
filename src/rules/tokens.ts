import type { Entry, GoList } from '../value/index.js';

/** A word of a command line and where it stands. */
export interface Token {
  readonly text: string;
  readonly entry: Entry;
  readonly start: number;
  /** Index of the list item. */
  readonly item: number;
}

const WORD = /[^\s"'`;\\]+/g;
const MAX_TOKENS = 20_000;

/** The words of `args` or `command`: each item is a word, or a line or script of them. */
export function tokensOf(list: GoList): Token[] {
  const tokens: Token[] = [];
  list.entries.forEach((entry, item) => {
    const text = entry.value;
    if (typeof text !== 'string' || tokens.length > MAX_TOKENS) return;
    for (const match of text.matchAll(WORD)) tokens.push({ text: match[0], entry, start: match.index, item });
  });
  return tokens;
}

/** A flag with its value: `--flag=value`, or `--flag` and the next word. */
export interface Flag {
  /** Without its dashes. */
  readonly name: string;
  readonly value: string;
  readonly entry: Entry;
  readonly start: number;
  readonly item: number;
}

export function* flagsOf(tokens: readonly Token[]): Generator<Flag> {
  for (const [at, token] of tokens.entries()) {
    if (!token.text.startsWith('-')) continue;
    const equals = token.text.indexOf('=');
    const name = token.text.slice(0, equals < 0 ? undefined : equals).replace(/^-+/, '');
    if (equals >= 0) {
      const { entry, item } = token;
      // `--flag="value"`: the quote ends the word.
      const quoted = equals === token.text.length - 1 ? tokens[at + 1] : undefined;
      if (quoted !== undefined && quoted.item === item) yield { name, value: quoted.text, entry, start: quoted.start, item };
      else yield { name, value: token.text.slice(equals + 1), entry, start: token.start + equals + 1, item };
      continue;
    }
    const next = tokens[at + 1];
    if (next !== undefined && !next.text.startsWith('-')) yield { name, value: next.text, entry: next.entry, start: next.start, item: next.item };
  }
}
