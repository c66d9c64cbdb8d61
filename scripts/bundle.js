import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { buildId } from './build-id.js';

const root = fileURLToPath(new URL('..', import.meta.url));

const ENTRIES = {
  /** What bin/ starts. */
  main: 'src/commands/main.ts',
  /** What oclif looks commands up in when the manifest is made. */
  commands: 'src/commands/index.ts',
  /** What threads of a scan start with. */
  worker: 'src/scan/worker.ts',
  /** The library. */
  index: 'src/index.ts',
};

/** Bundled CommonJS packages ask for Node's own modules by `require`, which an ES module has not. */
const REQUIRE = "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/**
 * What oclif loads at start and only needs for plugins, command folders and spinners, none of which there are here. An empty
 * module in their place saves a tenth of the start-up; the tests of the built program run every way through oclif that is used.
 */
const UNUSED_BY_OCLIF = /^(?:tinyglobby|minimatch|lilconfig|cli-spinners|wsl-utils)$/;

/** @type {import('esbuild').Plugin} */
const leaveOutUnused = {
  name: 'leave-out-unused',
  setup(build) {
    build.onResolve({ filter: UNUSED_BY_OCLIF }, ({ path, importer }) =>
      importer.includes('@oclif') ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/**
 * oclif sorts the names of commands by the rules of a language, and the tables for that take 5 ms to load. They are plain ASCII.
 *
 * @type {import('esbuild').Plugin}
 */
const sortPlainly = {
  name: 'sort-plainly',
  setup(build) {
    build.onLoad({ filter: /@oclif\/core\/lib\/config\/plugin\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      return { contents: text.replaceAll('a.id.localeCompare(b.id)', '(a.id < b.id ? -1 : 1)'), loader: 'js' };
    });
  },
};

/**
 * The sources load heavy packages late and without waiting, by `createRequire(import.meta.url)('package')`. Each becomes a file
 * of its own, so that a run pays for the regular expressions of RE2 only when it meets one that needs them.
 *
 * @param {Set<string>} packages takes the names of those met
 * @returns {import('esbuild').Plugin}
 */
const nameLateFiles = (packages) => ({
  name: 'name-late-files',
  setup(build) {
    build.onLoad({ filter: /\/src\/.*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const contents = text.replace(/(createRequire\(import\.meta\.url\)\()'([\w-]+)'/g, (_, call, name) => {
        packages.add(name);
        return `${call}'./${name}.cjs'`;
      });
      return { contents, loader: 'ts' };
    });
  },
});

/**
 * Bundles the program and its dependencies into a folder; what is imported late stays in files of its own.
 * Returns what went into it.
 *
 * @param {string} outdir
 */
export async function bundle(outdir) {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  await rm(outdir, { recursive: true, force: true });
  /** @type {Set<string>} */
  const packages = new Set();
  const program = await build({
    ...COMMON,
    entryPoints: ENTRIES,
    outdir,
    format: 'esm',
    splitting: true,
    chunkNames: '[name]-[hash]',
    // oclif compiles a developer's sources with these; a bundle has none.
    external: ['typescript', 'ts-node'],
    banner: { js: REQUIRE },
    define: { PACKAGE_VERSION: JSON.stringify(version), BUILD: JSON.stringify(await buildId(root)) },
    plugins: [leaveOutUnused, sortPlainly, nameLateFiles(packages)],
  });
  const late = await build({
    ...COMMON,
    entryPoints: [...packages],
    outdir,
    format: 'cjs',
    outExtension: { '.js': '.cjs' },
  });
  return [program.metafile, late.metafile];
}

/** @type {import('esbuild').BuildOptions & { metafile: true }} */
const COMMON = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node20',
  // White space and names stay: they cost nothing measurable, and a stack trace can be read.
  minifySyntax: true,
  sourcemap: true,
  sourcesContent: false,
  legalComments: 'none',
  metafile: true,
  logLevel: 'warning',
};
