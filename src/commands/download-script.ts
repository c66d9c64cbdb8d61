import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import * as Flags from '@oclif/core/flags';
import { formatDiagnostics } from '../report/index.js';
import { deployFlags, deployOptions } from './deploy-flags.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { UsageError } from './failure.js';
import { scanFlags, scanOptions } from './flags.js';
import { writeMessage, writeResult } from './output.js';
import { platformFlag, platformOf } from './platform-flag.js';
import { readImages } from './read-images.js';
import { runFlags, runSettings } from './run-flags.js';
import { configFlags, configured, withProblems, type Configured } from './settings.js';
import { VERSION } from './version.js';

const { format: _format, json: _json, reproducible: _reproducible, ...whatToScan } = scanFlags;
const { timings: _timings, 'metrics-file': _metricsFile, ...howToScan } = runFlags;

export class DownloadScript extends Command {
  static override summary = 'Write a shell script that downloads the images.';
  static override description = `The script needs docker, nerdctl, crane or skopeo, and takes the first that works. It saves every image to a file, or pulls it with
--pull; it goes on where it ended, tries again after failures, and exits with 1 as long as images are missing. Its --help says more.

Exit codes: those of scan.`;
  static override args = { path: Args.string({ multiple: true, ignoreStdin: true, description: 'Charts to scan.' }) };
  static override flags = {
    ...whatToScan,
    ...platformFlag,
    from: Flags.string({ helpValue: 'FILE', summary: 'Take the images of FILE, a list or a report, instead of scanning.' }),
    ...howToScan,
    ...configFlags,
    ...deployFlags,
  };
  static override examples = [
    { description: 'A script for all images of the charts', command: '<%= config.bin %> download-script -o download.sh charts/' },
    { description: 'One for a list that is there already', command: '<%= config.bin %> download-script --from images.txt --platform linux/arm64 -o download.sh' },
  ];

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(DownloadScript);
    const settings = await configured(given);
    const { flags } = settings;
    const platform = await platformOf(flags);
    const paths = args.path ?? [];
    if (flags.from !== undefined && paths.length > 0) throw new UsageError('--from takes the place of PATH');
    const references = await (flags.from === undefined ? scanned(paths, settings) : listed(flags.from));
    // A script that downloads nothing would only hide that nothing was found.
    if (process.exitCode === EXIT.usage) return;
    const { writeDownloadScript } = await import('../download/index.js');
    // A file that is configured is meant for the report.
    writeResult(writeDownloadScript(references, { platform, version: VERSION }), given.output, { executable: true });
  }
}

type ScanGiven = Parameters<typeof scanOptions>[1] & Parameters<typeof deployOptions>[0] & Parameters<typeof runSettings>[0] & { readonly strict: boolean; readonly verbose: boolean };

async function scanned(paths: readonly string[], { flags, options, problems }: Configured<ScanGiven>): Promise<string[]> {
  const { scan } = await import('../scan/index.js');
  const result = withProblems(await scan({ ...scanOptions(paths, flags), ...options, deploy: deployOptions(flags), witnesses: false }, runSettings(flags)), problems);
  process.exitCode = exitCodeOf(result, flags.strict);
  writeMessage(formatDiagnostics(result, flags.verbose));
  return result.charts.flatMap(({ images }) => images.map(({ reference }) => reference));
}

async function listed(file: string): Promise<string[]> {
  const { images, problems } = await readImages(file);
  if (problems.length > 0) process.exitCode = EXIT.incomplete;
  return images.map(({ reference }) => reference);
}
