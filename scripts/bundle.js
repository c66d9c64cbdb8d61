import { readFile, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundled CommonJS packages ask for Node's own modules by `require`, which an ES module has not. */
const REQUIRE = "import { createRequire as __createRequire } from 'node:module';\nconst require = __createRequire(import.meta.url);";

/**
 * What oclif loads at start and only needs for plugins, command folders and spinners, none of which there are here. An empty module
 * in their place saves a tenth of the start-up; a test runs every way through oclif that is used.
 */
const UNUSED_BY_US = ['tinyglobby', 'minimatch', 'lilconfig', 'cli-spinners', 'wsl-utils'];

const leaveOutUnused = {
  name: 'leave-out-unused',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onResolve({ filter: new RegExp(`^(?:${UNUSED_BY_US.join('|')})$`) }, ({ path, importer }) =>
      importer.includes('@oclif') ? { path, namespace: 'unused' } : undefined,
    );
    build.onLoad({ filter: /.*/, namespace: 'unused' }, () => ({ contents: 'module.exports = {}' }));
  },
};

/**
 * Bundles the program and its dependencies into a folder: `main.js` (what bin/ starts), `commands.js` (what oclif looks
 * commands up in), `worker.js` (what a thread starts) and
 * `index.js` (the library). What is imported late stays in files of its own.
 *
 * @param {string} outdir
 * @param {import('esbuild').BuildOptions} [options]
 */
export async function bundle(outdir, options) {
  const { version } = JSON.parse(await readFile(`${root}package.json`, 'utf8'));
  await rm(outdir, { recursive: true, force: true });
  return build({
    absWorkingDir: root,
    entryPoints: { main: 'src/commands/main.ts', commands: 'src/commands/index.ts', index: 'src/index.ts' },
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: '[name]-[hash]',
    platform: 'node',
    target: 'node20',
    format: 'esm',
    minifySyntax: true,
    sourcemap: true,
    sourcesContent: false,
    legalComments: 'none',
    metafile: true,
    // oclif compiles a developer's sources with these; a bundle has none.
    external: ['typescript', 'ts-node'],
    banner: { js: REQUIRE },
    define: { PACKAGE_VERSION: JSON.stringify(version) },
    logLevel: 'warning',
    ...options,
    plugins: [leaveOutUnused, ...(options?.plugins ?? [])],
  });
}
