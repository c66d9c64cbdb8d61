import * as Args from '@oclif/core/args';
import { Command } from '@oclif/core/command';
import { buildReport, formatDiagnostics, formatFindings, formatSummary, render } from '../report/index.js';
import { changedFilesFlag, passOverOthers } from './changed-files.js';
import { EXIT, exitCodeOf } from './exit-codes.js';
import { deployFlags, deployOptions } from './deploy-flags.js';
import { scanFlags, scanOptions } from './flags.js';
import { writeMessage, writeResult } from './output.js';
import { platformFlag, platformOf } from './platform-flag.js';
import { policyFlags, policyOf } from './policy-flags.js';
import { runContext } from './run-context.js';
import { runFlags, runSettings } from './run-flags.js';
import { logResult, runLog } from './run-log.js';
import { configFlags, configured, withProblems } from './settings.js';

/** Formats that say which values turn an image on; the others save the search. */
const SHOW_WITNESSES: ReadonlySet<string> = new Set(['json', 'yaml', 'ndjson']);

export class Scan extends Command {
  static override summary = 'Name every container image that charts can pull.';
  static override description = `PATH is a folder of charts, a chart folder, a chart archive (.tgz), or a file inside a chart, which stands for its chart.
Without PATH, the charts below the working folder are scanned.

Exit codes: 0 answered; 1 answered, and --strict or a demand of POLICY was not met; 2 usage; 3 some input could not be read, the rest is answered.`;
  static override args = { path: Args.string({ multiple: true, ignoreStdin: true, description: 'Charts to scan.' }) };
  static override flags = { ...scanFlags, ...policyFlags, ...platformFlag, ...changedFilesFlag, ...runFlags, ...configFlags, ...deployFlags };
  static override examples = [
    { description: 'All images of a chart', command: '<%= config.bin %> ./my-chart' },
    { description: 'What a cluster pulls with these values', command: '<%= config.bin %> --status rendered --values prod.yaml ./my-chart' },
    { description: 'What an air-gapped cluster would still pull from elsewhere', command: '<%= config.bin %> --allow-registry harbor.example.com charts/' },
    { description: 'A report with origins', command: '<%= config.bin %> --json -o images.json charts/' },
  ];

  async run(): Promise<void> {
    const { args, flags: given } = await this.parse(Scan);
    const { flags, options, problems } = await configured(given);
    const paths = args.path ?? [];
    // No file has changed: not the same as a call without PATH.
    if (flags['changed-files'] && paths.length === 0) return;
    const log = runLog(process.env);
    const context = runContext(flags.reproducible);
    const platform = await platformOf(flags);
    const policy = await policyOf(flags);
    const { scan } = await import('../scan/index.js');
    log.debug('scanning', { paths: paths.join(' ') });
    const format = flags.json ? 'json' : (flags.format ?? 'text');
    const found = await scan({ ...scanOptions(paths, flags), ...options, deploy: deployOptions(flags), witnesses: SHOW_WITNESSES.has(format) }, runSettings(flags));
    const result = withProblems(flags['changed-files'] ? passOverOthers(found, paths) : found, problems);
    logResult(log, result);
    const findings = policy === null ? [] : (await import('../policy/index.js')).checkPolicy(result, policy);
    process.exitCode = exitCodeOf(result, flags.strict, findings);
    writeMessage(formatDiagnostics(result, flags.verbose));
    writeMessage(formatFindings(findings));
    // What was asked for is not there: a part of it would be taken for the answer.
    if (process.exitCode === EXIT.usage) return;
    const { metrics, helmfile, ...answer } = result;
    const report = buildReport(flags.timings ? result : answer, context({ environment: helmfile?.environment ?? null, platform }), findings);
    if (flags.verbose) writeMessage(formatSummary(report));
    if (metrics !== undefined) (await import('./metrics.js')).tellMetrics(report, metrics, flags);
    writeResult(await render(report, format), flags.output);
    if (helmfile !== undefined && flags.output === undefined) await (await import('./offline-list.js')).writeOfflineList(report, helmfile, flags.status);
  }
}
