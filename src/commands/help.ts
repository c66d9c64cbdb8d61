import { Config } from '@oclif/core/config';
import { Help } from '@oclif/core/help';
import { DEFAULT_COMMAND } from './route.js';

/** Help of a command; without one that of the program: its default command and the names of the others. */
export async function showHelp(command: string | null, root: string): Promise<void> {
  const config = await Config.load(root);
  const help = new ProgramHelp(config);
  if (command === null) help.showProgram();
  else await help.showCommandHelp(config.findCommand(command, { must: true }));
}

class ProgramHelp extends Help {
  showProgram(): void {
    const scan = this.config.findCommand(DEFAULT_COMMAND, { must: true });
    const usage = ['[PATH...] [FLAGS]', 'COMMAND [FLAGS]'];
    this.log(`${scan.summary}\n`);
    // oclif puts the id after the program's name, and the default command needs none.
    this.log(this.formatCommand({ ...scan, id: '', usage }).replaceAll(`${this.config.bin}  `, `${this.config.bin} `));
    this.log(`\n${this.formatCommands(this.sortedCommands)}`);
  }
}
