import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Plugin } from '@oclif/core/config';

/**
 * Writes oclif.manifest.json, which tells names and flags of the commands without loading them; with `--check`, fails if the
 * file is not what would be written.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const file = `${root}oclif.manifest.json`;

// A configuration would read the manifest that is there: it does not pass `ignoreManifest` on to the program itself.
const plugin = new Plugin({ root, isRoot: true, ignoreManifest: true, errorOnManifestCreate: true });
await plugin.load();
const text = `${JSON.stringify({ commands: plugin.manifest.commands, version: plugin.version }, null, 2)}\n`;

if (!process.argv.includes('--check')) {
  await writeFile(file, text);
} else if ((await readFile(file, 'utf8').catch(() => '')) !== text) {
  console.error('oclif.manifest.json is stale: npm run manifest');
  process.exitCode = 1;
}
