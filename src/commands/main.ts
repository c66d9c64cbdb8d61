import { endQuietlyOnClosedPipe } from './closed-pipe.js';
import { VERSION } from './version.js';

/**
 * One run of the program; never throws, the exit code is in `process.exitCode`.
 *
 * @param argv what follows the program's name
 * @param root folder of package.json and the manifest
 */
export async function main(argv: readonly string[], root: string): Promise<void> {
  endQuietlyOnClosedPipe();
  if (asksForVersion(argv)) {
    process.stdout.write(`astrago-scan ${VERSION}\n`);
    return;
  }
  // Late: asking for the version is what wrappers and hooks do most, and needs no framework.
  const { runCommandLine } = await import('./command-line.js');
  await runCommandLine(argv, root);
}

const asksForVersion = ([first, ...rest]: readonly string[]): boolean =>
  rest.length === 0 && (first === '--version' || first === '-V' || first === 'version');
