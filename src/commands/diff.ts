import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type { DiffFormat } from '../diff/index.js';
import { EXIT } from './exit-codes.js';
import { outputFlags } from './flags.js';
import { writeResult } from './output.js';
import { readImages } from './read-images.js';

const FORMATS = ['text', 'json', 'markdown'] as const satisfies readonly DiffFormat[];

export class Diff extends Command {
  static override summary = 'Compare two lists of images.';
  static override description = `OLD and NEW are lists, one reference a line with # for comments, or reports of a scan (JSON or YAML); - is standard input.
Images are the same if their full names are: redis:7 is docker.io/library/redis:7.

The lines of the text begin with - for removed, + for added, ~ for another tag or digest of a repository, * for another status.

Exit codes: 0 answered; 1 there is a difference, with --exit-code; 2 usage; 3 some lines are no images, the rest is answered.`;
  static override args = {
    old: Args.string({ required: true, ignoreStdin: true, description: 'What is compared against.' }),
    new: Args.string({ required: true, ignoreStdin: true, description: 'What is there now.' }),
  };
  static override flags = {
    output: outputFlags.output,
    format: Flags.option({ options: FORMATS })({
      char: 'F',
      helpValue: 'FORMAT',
      summary: `How to write the result: ${FORMATS.join(', ')} (default: text).`,
      exclusive: ['json'],
    }),
    json: outputFlags.json,
    'exit-code': Flags.boolean({ summary: 'Exit with 1 if there is a difference.' }),
  };
  static override examples = [
    { description: 'A list kept by hand against the charts', command: '<%= config.bin %> charts/ | <%= config.bin %> diff images.txt -' },
    { description: 'Two commits, for a pull request', command: '<%= config.bin %> diff -F markdown old.json new.json' },
  ];

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Diff);
    const { compareLists, isDifferent, renderDifference } = await import('../diff/index.js');
    const [before, after] = [await readImages(args.old), await readImages(args.new)];
    const difference = compareLists(before.images, after.images);
    if (before.problems.length + after.problems.length > 0) process.exitCode = EXIT.incomplete;
    else if (flags['exit-code'] && isDifferent(difference)) process.exitCode = EXIT.refused;
    writeResult(renderDifference(difference, flags.json ? 'json' : (flags.format ?? 'text')), flags.output);
  }
}
