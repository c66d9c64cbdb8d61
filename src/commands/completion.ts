import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import type { CompletionCommand, CompletionFlag, CompletionTable, CompletionValue, Shell } from '../completion/index.js';
import { writeResult } from './output.js';
import { DEFAULT_COMMAND } from './route.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const satisfies readonly Shell[];

export class Completion extends Command {
  static override summary = 'Write a script that completes command lines in a shell.';
  static override description = `bash:  source <(astrago-scan completion bash), in ~/.bashrc
zsh:   astrago-scan completion zsh > FOLDER/_astrago-scan, where FOLDER is one of $fpath
fish:  astrago-scan completion fish > ~/.config/fish/completions/astrago-scan.fish`;
  static override args = { shell: Args.string({ required: true, ignoreStdin: true, options: [...SHELLS], description: `${SHELLS.join(', ')}.` }) };
  static override examples = [{ description: 'For this session of bash', command: 'source <(<%= config.bin %> completion bash)' }];

  async run(): Promise<void> {
    const { args } = await this.parse(Completion);
    const { completionScript } = await import('../completion/index.js');
    writeResult(completionScript(args.shell as Shell, completionTable(this.config.bin, this.config.commands)), undefined);
  }
}

type Loaded = Completion['config']['commands'][number];

/** The table of commands that help shows, too. */
export function completionTable(program: string, commands: readonly Loaded[]): CompletionTable {
  return { program, defaultCommand: DEFAULT_COMMAND, commands: commands.map(commandOf).sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function commandOf({ id, summary = '', flags, args }: Loaded): CompletionCommand {
  const [argument] = Object.values(args);
  const own = Object.values(flags).sort((a, b) => (a.name < b.name ? -1 : 1)).flatMap(flagOf);
  const help: CompletionFlag = { names: ['-h', '--help'], summary: 'Tell what the command does and takes', value: null, repeats: false };
  return { name: id.replaceAll(':', ' '), summary: withoutStop(summary), flags: [...own, help], argument: argument === undefined ? null : argument.options === undefined ? { kind: 'file' } : { kind: 'words', words: argument.options } };
}

function flagOf(flag: Loaded['flags'][string]): CompletionFlag[] {
  const names = [...(flag.char === undefined ? [] : [`-${flag.char}`]), `--${flag.name}`];
  const summary = withoutStop(flag.summary ?? '');
  if (flag.type === 'option') return [{ names, summary, value: valueOf(flag), repeats: flag.multiple === true }];
  const on: CompletionFlag = { names, summary, value: null, repeats: false };
  return flag.allowNo === true ? [on, { ...on, names: [`--no-${flag.name}`], summary: `Not: ${summary}` }] : [on];
}

function valueOf({ options, delimiter, helpValue }: { readonly options?: readonly string[]; readonly delimiter?: ','; readonly helpValue?: string | string[] }): CompletionValue {
  if (options !== undefined) return { kind: delimiter === undefined ? 'words' : 'list', words: options };
  return { kind: helpValue === 'FILE' ? 'file' : helpValue === 'DIR' ? 'folder' : 'any' };
}

const withoutStop = (summary: string): string => summary.replace(/\.$/, '');
