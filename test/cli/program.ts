import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildRules } from '../../scripts/build-rules.mjs';
import { bundle } from '../../scripts/bundle.js';

const PACKAGE = join(import.meta.dirname, '..', '..');

export interface Run {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The program as it is shipped, bundled from the sources as they are now, in a folder without packages. */
export class Program {
  readonly root = mkdtempSync(join(tmpdir(), 'astrago-scan-'));

  static async build(): Promise<Program> {
    const program = new Program();
    for (const part of ['bin', 'rules', 'package.json', 'oclif.manifest.json']) cpSync(join(PACKAGE, part), join(program.root, part), { recursive: true });
    await bundle(join(program.root, 'dist'));
    writeFileSync(join(program.root, 'dist', 'rules.json'), await buildRules({ check: true }));
    return program;
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }

  run(args: readonly string[], options: { cwd?: string; env?: NodeJS.ProcessEnv; closeStdout?: boolean } = {}): Promise<Run> {
    const { NODE_ENV: _, SOURCE_DATE_EPOCH: __, NODE_OPTIONS: ___, ...env } = process.env;
    const child = spawn(process.execPath, [join(this.root, 'bin', 'run.js'), ...args], {
      cwd: options.cwd ?? PACKAGE,
      env: { ...env, NO_COLOR: '1', XDG_CACHE_HOME: join(this.root, 'cache'), ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    if (options.closeStdout) child.stdout.destroy();
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += String(chunk)));
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    return new Promise((resolve, reject) => {
      child.on('error', reject);
      child.on('close', (code) => resolve({ code, stdout, stderr }));
    });
  }
}
