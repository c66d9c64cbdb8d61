import { styleText } from 'node:util';
import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import type { Paint } from '../explain/index.js';
import { answerFlags, refuse, scanned } from './answer.js';
import { deployFlags } from './deploy-flags.js';
import { writeResult } from './output.js';

export class Explain extends Command {
  static override summary = 'Tell where an image comes from, why it is on or off, and how to switch it.';
  static override description = `IMAGE is a reference or any part of one; every image that matches is explained. PATH is as for scan.

Exit codes: 0 explained; 1 no image matches; 2 usage; 3 some input could not be read, the rest is answered.`;
  static override args = {
    image: Args.string({ required: true, ignoreStdin: true, description: 'A reference, or a part of one.' }),
    path: Args.string({ multiple: true, ignoreStdin: true, description: 'Charts to look in.' }),
  };
  static override flags = {
    ...answerFlags,
    ...deployFlags,
    limit: Flags.integer({ helpValue: 'N', min: 1, default: 10, summary: 'How many images to explain at most.' }),
  };
  static override examples = [
    { description: 'Why is this image pulled?', command: '<%= config.bin %> explain postgres-exporter ./my-chart' },
    { description: 'For another program', command: '<%= config.bin %> explain --json nginx:1.27 charts/' },
  ];

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Explain);
    const found = await scanned(args.path ?? [], flags);
    if (found === null) return;
    const { answerText, explain } = await import('../explain/index.js');
    const answer = await explain(args.image, found.result, found.options, flags.limit);
    if (answer.total === 0) refuse();
    const paint = flags.output === undefined && showsColour() ? colour : plain;
    writeResult(flags.json ? `${JSON.stringify(answer, null, 2)}\n` : answerText(answer, paint), flags.output);
  }
}

/** See no-color.org. */
const showsColour = (): boolean => process.stdout.isTTY && !process.env['NO_COLOR'] && process.env['TERM'] !== 'dumb';
/** Node would look at the stream and the environment for itself, by rules that differ between its versions. */
const colour: Paint = (style, text) => styleText(style, text, { validateStream: false });
const plain: Paint = (_, text) => text;
