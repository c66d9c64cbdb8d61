// Checks the rule files, compiles them into one file, and writes the JSON Schemas of rules and configuration for editors.
//   node scripts/build-rules.mjs [--out dist/rules.json] [--check]
// --check: write nothing, fail where a schema in schema/ is not the current one.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';

const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..');
/** The rooms of rules and configuration, bundled from its sources: this runs before there is a build. */
async function rulesRoom() {
  const { outputFiles } = await build({
    stdin: {
      contents: "export { SourceFile } from './source/index.js'; export { loadPacks, packSchema, ruleSchema } from './rules/index.js'; export { inBuiltInOrder } from './rules/built-in.js'; export { configSchema } from './config/json-schema.js';",
      resolveDir: join(ROOT, 'src'),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    logLevel: 'warning',
  });
  // Beside the sources, so that packages are found.
  const file = join(ROOT, 'node_modules', '.cache', 'astrago-scan-rules.mjs');
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, outputFiles[0].contents);
  return import(pathToFileURL(file).href);
}

/** Examples are for tests; a scan does without them. */
function compiled(pack) {
  return { ...pack, rules: pack.rules.map(({ examples, ...rule }) => rule) };
}

/** @returns the text of the compiled packs */
export async function buildRules({ out, check = false } = {}) {
  const { SourceFile, configSchema, inBuiltInOrder, loadPacks, packSchema, ruleSchema } = await rulesRoom();
  const sources = readdirSync(join(ROOT, 'rules'), { recursive: true })
    .map((name) => `rules/${name.replaceAll('\\', '/')}`)
    .filter((name) => /^rules\/[^/]+\/[^/]+\.yaml$/.test(name))
    .map((name) => new SourceFile(name, readFileSync(join(ROOT, name), 'utf8')));
  const { packs, problems } = loadPacks(sources);
  if (problems.length > 0) throw new Error(problems.map(describe).join('\n'));
  const text = JSON.stringify(inBuiltInOrder(packs).map(compiled));
  for (const [name, schema] of [['rule', ruleSchema()], ['rule-pack', packSchema()], ['config', configSchema()]]) {
    const file = join(ROOT, 'schema', `${name}.schema.json`);
    const wanted = `${JSON.stringify(schema, null, 2)}\n`;
    if (!check) writeFileSync(file, wanted);
    else if (readFileSync(file, 'utf8') !== wanted) throw new Error(`${file} is stale: run node scripts/build-rules.mjs`);
  }
  if (out !== undefined && !check) {
    mkdirSync(dirname(resolve(out)), { recursive: true });
    writeFileSync(out, text);
  }
  return text;
}

function describe({ message, file, spot }) {
  if (spot === null) return `${file}: ${message}`;
  const { line, column } = spot.file.position(spot.start);
  return `${file}:${line}:${column}: ${message}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { out: { type: 'string', default: join(ROOT, 'dist/rules.json') }, check: { type: 'boolean' } } });
  try {
    await buildRules(values);
  } catch (error) {
    console.error(error.message);
    process.exitCode = 1;
  }
}
