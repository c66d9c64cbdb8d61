import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import { buildReport, formatDiagnostics, render } from '../report/index.js';
import { exitCodeOf } from './exit-codes.js';
import { scanFlags, scanOptions } from './flags.js';
import { writeMessage, writeResult } from './output.js';
import { runContext } from './run-context.js';

export class Scan extends Command {
  static override summary = 'Name every container image that charts can pull.';
  static override description = `PATH is a folder of charts, a chart folder, a chart archive (.tgz), or a file inside a chart, which stands for its chart.
Without PATH, the charts below the working folder are scanned.

Exit codes: 0 answered; 1 answered, and --strict was not met; 2 usage; 3 some input could not be read, the rest is answered.`;
  static override args = { path: Args.string({ multiple: true, ignoreStdin: true, description: 'Charts to scan.' }) };
  static override flags = scanFlags;
  static override examples = [
    { description: 'All images of a chart', command: '<%= config.bin %> ./my-chart' },
    { description: 'What a cluster pulls with these values', command: '<%= config.bin %> --status rendered --values prod.yaml ./my-chart' },
    { description: 'A report with origins', command: '<%= config.bin %> --json -o images.json charts/' },
  ];

  async run(): Promise<void> {
    const { args, flags } = await this.parse(Scan);
    const context = runContext(flags.reproducible);
    const { scan } = await import('../scan/index.js');
    const result = await scan(scanOptions(args.path ?? [], flags));
    process.exitCode = exitCodeOf(result, flags.strict);
    writeMessage(formatDiagnostics(result, flags.verbose));
    const format = flags.json ? 'json' : (flags.format ?? 'text');
    writeResult(await render(buildReport(result, context()), format), flags.output);
  }
}
