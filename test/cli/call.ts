import { vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { Run } from './program.js';

const PACKAGE = process.cwd();

/** One command line, run in this process from the package's folder. */
export async function call(...argv: string[]): Promise<Run> {
  let stdout = '';
  let stderr = '';
  const streams = [
    vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text)))),
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text)))),
  ];
  try {
    await runCommandLine(argv, PACKAGE);
    return { code: Number(process.exitCode ?? 0), stdout, stderr };
  } finally {
    for (const stream of streams) stream.mockRestore();
    process.exitCode = 0;
  }
}
