/** What a shell can offer on a command line of a program. Plain data. */
export interface CompletionTable {
  readonly program: string;
  readonly commands: readonly CompletionCommand[];
  /** By its name: its flags and arguments can stand where a command could. */
  readonly defaultCommand: string;
}

export interface CompletionCommand {
  /** `rules list` is two words. */
  readonly name: string;
  readonly summary: string;
  readonly flags: readonly CompletionFlag[];
  /** What its arguments are; null: it takes none. */
  readonly argument: CompletionValue | null;
}

export interface CompletionFlag {
  /** With dashes, the short one first. */
  readonly names: readonly string[];
  readonly summary: string;
  /** Null: it takes none. */
  readonly value: CompletionValue | null;
  readonly repeats: boolean;
}

/** `words`: one of these; `list`: some of these with commas between. */
export type CompletionValue = { readonly kind: 'file' | 'folder' | 'any' } | { readonly kind: 'words' | 'list'; readonly words: readonly string[] };

/** The commands that begin with a word and go on with another, by that word: `rules` has `list`. */
export function topics({ commands }: CompletionTable): Map<string, { readonly word: string; readonly summary: string }[]> {
  const found = new Map<string, { word: string; summary: string }[]>();
  for (const { name, summary } of commands) {
    const [topic, word] = name.split(' ') as [string, string | undefined];
    if (word === undefined) continue;
    found.set(topic, [...(found.get(topic) ?? []), { word, summary }]);
  }
  return found;
}

/** What may stand first, with what it is for. */
export function firstWords(table: CompletionTable): { readonly word: string; readonly summary: string }[] {
  const single = table.commands.filter(({ name }) => !name.includes(' ')).map(({ name, summary }) => ({ word: name, summary }));
  const groups = [...topics(table)].map(([word, below]) => ({ word, summary: below.map((one) => one.word).join(', ') }));
  return [...single, ...groups].sort((a, b) => (a.word < b.word ? -1 : 1));
}

/** One word of any of the shells, whatever is in it: all quote alike but for the quote itself. */
export const quoted = (text: string, quote: string): string => `'${text.replaceAll("'", quote)}'`;
