import { availableParallelism } from 'node:os';
import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { answerFlags, refuse, scanned } from './answer.js';
import { UsageError } from './failure.js';
import { writeResult } from './output.js';

export class Verify extends Command {
  static override summary = 'Let helm render the charts and compare what it pulls with what the scan says.';
  static override description = `Needs helm 3 or 4, from HELM_BIN or PATH; it runs without network, plugins and settings of yours. A scan never starts it.

Exit codes: 0 helm agrees, or there is no helm; 1 it does not agree; 2 usage, or no helm with --require-helm; 3 some input could not be read.`;
  static override args = { path: Args.string({ multiple: true, ignoreStdin: true, description: 'Charts to check.' }) };
  static override flags = {
    ...answerFlags,
    witness: Flags.boolean({ summary: 'Render the values that switch on each optional image too, and look for the image.' }),
    'require-helm': Flags.boolean({ summary: 'Exit with 2 where there is no helm.' }),
    timeout: Flags.integer({ helpValue: 'SECONDS', helpGroup: 'RUN', min: 1, default: 60, summary: 'How long helm may take for one chart.' }),
    workers: Flags.integer({ helpValue: 'N', helpGroup: 'RUN', min: 1, summary: 'How many helms run at a time (default: one for each processor).' }),
  };
  static override examples = [
    { description: 'A cross-check of all charts of a folder', command: '<%= config.bin %> verify charts/' },
    { description: 'Prove the values that switch images on', command: '<%= config.bin %> verify --witness ./my-chart' },
  ];

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Verify);
    const { witness } = flags;
    // helm knows nothing of images that were added or do not count, nor of what deploys a chart.
    const found = await scanned(args.path ?? [], flags, { ignore: undefined, extraImages: undefined, deploy: undefined, witnesses: witness });
    if (found === null) return;
    const { disagrees, Helm, unverified, verificationText, verify } = await import('../verify/index.js');
    const helm = await Helm.find(process.env, { timeout: flags.timeout * 1000, parallel: flags.workers ?? availableParallelism(), cwd: process.cwd() });
    if (typeof helm === 'string' && flags['require-helm']) throw new UsageError(helm);
    const verification = typeof helm === 'string' ? unverified(helm) : await verify({ ...found, helm, witness }).finally(() => helm.close());
    if (disagrees(verification)) refuse();
    writeResult(flags.json ? `${JSON.stringify(verification, null, 2)}\n` : verificationText(verification), flags.output);
  }
}
