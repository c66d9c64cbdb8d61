import { readFileSync, readdirSync } from 'node:fs';
import { RulePacks, loadPacks } from '../../src/rules/index.js';
import { SourceFile } from '../../src/source/index.js';
import { GoMap } from '../../src/value/index.js';
import { readYaml } from '../../src/yaml/index.js';

const FOLDER = new URL('../../rules/', import.meta.url);

/** Some packs of this repository. */
export function repositoryPacks(...names: readonly string[]): RulePacks {
  const sources = names.flatMap((pack) =>
    readdirSync(new URL(`${pack}/`, FOLDER)).map((file) => new SourceFile(`rules/${pack}/${file}`, readFileSync(new URL(`${pack}/${file}`, FOLDER), 'utf8'))),
  );
  return new RulePacks(loadPacks(sources).packs);
}

/** The packs of rule files given as texts by name. */
export function packsOf(files: Readonly<Record<string, string>>): RulePacks {
  const pack = new SourceFile('p/pack.yaml', '{ id: p, title: t, reason: r }');
  const { packs, problems } = loadPacks([pack, ...Object.entries(files).map(([name, text]) => new SourceFile(`p/${name}.yaml`, text))]);
  if (problems.length > 0) throw new Error(problems.map(({ message }) => message).join('\n'));
  return new RulePacks(packs);
}

export const EXAMPLES = 'examples: { fires: [{ input: {}, images: [a] }], silent: [{ input: {}, why: b }] }';

export function yaml(text: string): GoMap {
  const { value, problem } = readYaml(new SourceFile('test.yaml', text));
  if (!(value instanceof GoMap)) throw new Error(problem?.message ?? 'no map');
  return value;
}
