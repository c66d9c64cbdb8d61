import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';

/** What the stand-in does when asked to render: the first entry whose key one of its arguments, or a values file, contains. */
export type Script = Readonly<Record<string, { readonly stdout?: string; readonly stderr?: string; readonly code?: number; readonly seconds?: number }>>;

export interface Call {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Text of the values files. */
  readonly files: readonly string[];
}

/** A program in the place of helm, which notes how it is called. */
export class StandIn {
  readonly folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  readonly path = join(this.folder, 'helm');

  constructor(script: Script = {}, version = 'v3.99.0') {
    onTestFinished(() => rmSync(this.folder, { recursive: true, force: true }));
    writeFileSync(join(this.folder, 'script.json'), JSON.stringify({ script, version }));
    writeFileSync(this.path, `#!${process.execPath}\n${PROGRAM}`);
    chmodSync(this.path, 0o755);
  }

  /** Runs of `helm template`, in no order. */
  calls(): Call[] {
    const log = join(this.folder, 'calls.jsonl');
    const lines = existsSync(log) ? readFileSync(log, 'utf8').split('\n') : [];
    return lines.filter(Boolean).map((line) => JSON.parse(line) as Call);
  }
}

const PROGRAM = `
const { appendFileSync, readFileSync } = require('node:fs');
const { script, version } = JSON.parse(readFileSync(__dirname + '/script.json', 'utf8'));
const args = process.argv.slice(2);
if (args[0] === 'version') {
  process.stdout.write(version);
} else {
  const files = args.filter((text) => text.startsWith('--values=')).map((text) => readFileSync(text.slice(9), 'utf8'));
  appendFileSync(__dirname + '/calls.jsonl', JSON.stringify({ args, env: process.env, files }) + '\\n');
  const key = Object.keys(script).find((key) => [...args, ...files].some((text) => text.includes(key)));
  const { stdout = '', stderr = '', code = 0, seconds = 0 } = script[key] ?? {};
  setTimeout(() => {
    process.stdout.write(stdout);
    process.stderr.write(stderr);
    process.exitCode = code;
  }, seconds * 1000);
}
`;

/** A document as helm prints it. */
export const pod = (name: string, ...images: string[]): string =>
  `---\n# Source: chart/templates/${name}.yaml\napiVersion: v1\nkind: Pod\nmetadata:\n  name: ${name}\nspec:\n  containers:\n${images.map((image, at) => `    - name: c${at}\n      image: ${image}\n`).join('')}`;
