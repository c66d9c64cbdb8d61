import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SourceFile } from '../source/index.js';
import { builtInPacks, inBuiltInOrder } from './built-in.js';
import { loadPacks } from './load.js';
import type { Pack } from './rule.js';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** The packs that the program brings along, without their examples where the build has compiled them. */
export function shippedPacks(): readonly Pack[] {
  // What the build leaves beside the bundle: all packs, checked, in one file.
  const compiled = here('./rules.json');
  return existsSync(compiled) ? builtInPacks(readFileSync(compiled, 'utf8')) : shippedSources();
}

/** The same packs from their YAML files, with examples. */
export function shippedSources(): readonly Pack[] {
  const folder = [here('../rules'), here('../../rules')].find((path) => existsSync(join(path, 'core', 'pack.yaml')));
  if (folder === undefined) return [];
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.yaml'));
  const { packs } = loadPacks(names.sort().map((name) => new SourceFile(name, readFileSync(join(folder, name), 'utf8'))));
  return inBuiltInOrder(packs);
}
