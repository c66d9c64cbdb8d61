import { execFile } from 'node:child_process';

/** What helm said. */
export interface HelmRun {
  readonly ok: boolean;
  readonly stdout: string;
  readonly stderr: string;
}

const HELM = process.env['HELM_BIN'] ?? 'helm';

/** `helm template release-name CHART ARG…` in namespace `default`. */
export function helmTemplate(chart: string, args: readonly string[] = []): Promise<HelmRun> {
  return new Promise((resolve, reject) => {
    execFile(HELM, ['template', 'release-name', chart, '--namespace', 'default', ...args], { encoding: 'utf8', maxBuffer: 2 ** 30 }, (error, stdout, stderr) => {
      if (error !== null && typeof error.code !== 'number') reject(new Error(`helm cannot be run: ${error.message}`));
      else resolve({ ok: error === null, stdout, stderr });
    });
  });
}

/** Runs `work` for all, a few at a time, and gives the results in order. */
export async function inParallel<T, R>(items: readonly T[], work: (item: T, worker: number) => Promise<R>, workers = 2): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async (_: unknown, number: number): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) results[at] = await work(items[at]!, number);
  };
  await Promise.all(Array.from({ length: workers }, worker));
  return results;
}
