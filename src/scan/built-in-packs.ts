import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { builtInPacks, inBuiltInOrder, loadPacks, RulePacks } from '../rules/index.js';
import { SourceFile } from '../source/index.js';

/** What the build leaves beside the bundle: all packs, checked, in one file. */
const COMPILED = fileURLToPath(new URL('./rules.json', import.meta.url));
/** Where the sources have them. */
const FOLDER = fileURLToPath(new URL('../../rules', import.meta.url));

/** The packs that the program brings along. */
export function builtInRules(): RulePacks {
  if (existsSync(COMPILED)) return new RulePacks([...builtInPacks(readFileSync(COMPILED, 'utf8'))]);
  const names = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const { packs } = loadPacks(names.sort().map((name) => new SourceFile(name, readFileSync(join(FOLDER, name), 'utf8'))));
  return new RulePacks(inBuiltInOrder(packs));
}
