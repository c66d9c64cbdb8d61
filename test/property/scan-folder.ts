import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { scan, type ChartResult, type ScanOptions } from '../../src/index.js';
import { CHART_YAML } from '../release/render.js';

/** Scans charts, one after the other, in one folder. */
export class ScanFolder {
  readonly #root = mkdtempSync(join(tmpdir(), 'scan-'));

  async scan(files: Readonly<Record<string, string | Uint8Array>>, options: Partial<ScanOptions> = {}): Promise<ChartResult> {
    const chart = join(this.#root, 'c');
    rmSync(chart, { recursive: true, force: true });
    for (const [name, content] of Object.entries({ 'Chart.yaml': CHART_YAML, ...files })) {
      mkdirSync(dirname(join(chart, name)), { recursive: true });
      writeFileSync(join(chart, name), content);
    }
    return (await scan({ workers: 1, ...options, paths: [chart] })).charts[0]!;
  }

  remove(): void {
    rmSync(this.#root, { recursive: true, force: true });
  }
}
