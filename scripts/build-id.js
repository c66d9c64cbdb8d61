import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';

/**
 * A hash of everything that decides what the program answers: its sources, rules and packages.
 *
 * @param {string} root with the `/` at its end
 */
export async function buildId(root) {
  const files = ['package.json', 'package-lock.json', 'scripts/bundle.js'];
  for (const folder of ['src', 'rules']) {
    const names = await readdir(`${root}${folder}`, { recursive: true, withFileTypes: true });
    files.push(...names.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`.slice(root.length)));
  }
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const bytes = await readFile(`${root}${file}`);
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest('hex');
}
