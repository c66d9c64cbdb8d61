import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Diagnostic, Report } from '../../src/source/index.js';

/** A file's content, or where a link points. */
export type Tree = Readonly<Record<string, string | Uint8Array | { readonly link: string }>>;

export const chartYaml = (name: string, more = ''): string => `apiVersion: v2\nname: ${name}\nversion: 1.0.0\n${more}`;

/** Writes files into a new folder, which goes when the test ends. */
export function writeTree(tree: Tree): string {
  const root = mkdtempSync(join(tmpdir(), 'chart-'));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(tree)) {
    const path = join(root, name);
    mkdirSync(dirname(path), { recursive: true });
    if (typeof content === 'object' && 'link' in content) symlinkSync(content.link, path);
    else writeFileSync(path, content);
  }
  return root;
}

/** Collects what is reported. */
export function listen(): { report: Report; told: Diagnostic[]; codes: () => string[] } {
  const told: Diagnostic[] = [];
  return { report: (diagnostic) => told.push(diagnostic), told, codes: () => told.map(({ code }) => code) };
}
