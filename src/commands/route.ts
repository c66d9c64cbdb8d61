/** What is settled about a command line before oclif parses it. */
export type Route =
  /** Help of a command, or of the program. */
  | { readonly help: true; readonly command: string | null }
  | { readonly help: false; readonly command: string; readonly argv: readonly string[] };

export const DEFAULT_COMMAND = 'scan';

/** The first words name the command (`rules list` is `rules:list`); if they name none, all belong to the default command. */
export function route(argv: readonly string[], commands: ReadonlySet<string>): Route {
  const asked = argv[0] === 'help';
  const words = asked ? argv.slice(1) : argv;
  const command = commandOf(words, commands);
  const rest = words.slice(command === null ? 0 : command.split(':').length);
  if ((asked && rest.length === 0) || asksForHelp(rest)) return { help: true, command };
  // `help` was a PATH after all.
  if (asked) return { help: false, command: DEFAULT_COMMAND, argv: spreadValues(argv) };
  return { help: false, command: command ?? DEFAULT_COMMAND, argv: spreadValues(rest) };
}

function commandOf([first, second]: readonly string[], commands: ReadonlySet<string>): string | null {
  for (const id of [`${first}:${second}`, `${first}`]) {
    if (commands.has(id)) return id;
  }
  return null;
}

function asksForHelp(words: readonly string[]): boolean {
  const end = words.indexOf('--');
  return words.slice(0, end < 0 ? words.length : end).some((word) => word === '--help' || word === '-h');
}

const VALUES_FILE = /\.(?:ya?ml|json)$/i;

/**
 * `--values a.yaml b.yaml chart` as `--values=a.yaml --values=b.yaml chart`. The names decide, not the disk, so that a line
 * means the same everywhere.
 */
function spreadValues(words: readonly string[]): string[] {
  const spread: string[] = [];
  let taking = false;
  for (const [at, word] of words.entries()) {
    if (word === '--') return [...spread, ...words.slice(at)];
    const first = words[at - 1] === '--values' && !isFlag(word);
    taking = first || (taking && !isFlag(word) && VALUES_FILE.test(word));
    if (taking) spread.push(`--values=${word}`);
    // Without a value the flag stays, for the parser to complain.
    else if (word !== '--values' || isFlag(words[at + 1] ?? '--')) spread.push(word);
  }
  return spread;
}

/** `-` alone is standard input. */
const isFlag = (word: string): boolean => word.startsWith('-') && word !== '-';
