import { EXIT, type ExitCode } from './exit-codes.js';
import { OutputError } from './output.js';
import { nearest } from '../source/index.js';

/** Something the user can put right in how the program was called. */
export class UsageError extends Error {}

interface Failure {
  /** Ends in a line break. */
  readonly message: string;
  readonly exitCode: ExitCode;
}

/** What a person is told about an error that reached the top. Only our own mistakes show a stack. */
export function explainFailure(error: unknown): Failure {
  if (!(error instanceof Error)) return { message: `error: ${String(error)}\n`, exitCode: EXIT.incomplete };
  if (error instanceof UsageError || error instanceof OutputError) return usage(error.message);
  if (isParseError(error)) return usage(`${unknownFlags(error) ?? error.message.replace(SEE_HELP, '')}\n  hint: --help lists the flags`);
  return {
    message: `error: this is a bug in astrago-scan, please report it\n${error.stack ?? error.message}\n`,
    exitCode: EXIT.incomplete,
  };
}

const usage = (message: string): Failure => ({ message: `error: ${message}\n`, exitCode: EXIT.usage });

/** What oclif throws for a command line it cannot read. */
interface ParseError extends Error {
  readonly oclif: object;
  readonly flags?: readonly string[];
  readonly parse?: { readonly input?: { readonly flags?: Readonly<Record<string, unknown>> } };
}

const SEE_HELP = /\nSee more help with --help$/;
const isParseError = (error: Error): error is ParseError => 'oclif' in error;

function unknownFlags(error: ParseError): string | null {
  if (error.flags === undefined) return null;
  const known = Object.keys(error.parse?.input?.flags ?? {}).map((name) => `--${name}`);
  return error.flags
    .map((flag) => {
      const name = flag.split('=', 1)[0]!;
      const guess = nearest(name, known);
      return `unknown flag ${name}${guess === null ? '' : `, did you mean ${guess}?`}`;
    })
    .join('\nerror: ');
}
