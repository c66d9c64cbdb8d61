import { settings } from '@oclif/core/settings';
import { explainFailure } from './failure.js';
import { COMMANDS } from './index.js';
import { writeMessage } from './output.js';
import { route } from './route.js';

/** Runs the command that a line names; a failure is told on standard error and in `process.exitCode`. */
export async function runCommandLine(argv: readonly string[], root: string): Promise<void> {
  // Whatever NODE_ENV says, there are no sources to compile.
  settings.enableAutoTranspile = false;
  const commands = new Map(Object.entries(COMMANDS));
  try {
    const to = route(argv, new Set(commands.keys()));
    if (to.help) await (await import('./help.js')).showHelp(to.command, root);
    else await commands.get(to.command)!.run([...to.argv], root);
  } catch (error) {
    const failure = explainFailure(error);
    process.exitCode = failure.exitCode;
    writeMessage(failure.message);
  }
}
