// Bundles a TypeScript entry of the repository into memory and runs it: `node scripts/run-ts.js ENTRY [ARG…]`.
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const [entry, ...args] = process.argv.slice(2);
const folder = mkdtempSync(join(import.meta.dirname, '../node_modules/.run-ts-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
const outfile = join(folder, 'entry.mjs');
await build({ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm', packages: 'external', sourcemap: 'inline', logLevel: 'error' });
process.argv = [process.argv[0], entry, ...args];
await import(pathToFileURL(outfile).href);
