import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

/**
 * Whole processes beside the alternatives, in one run and in turns, so that other load hits all of them:
 *
 *   npm run bench:compare [-- --runs N] [--against CHECKOUT|COMMIT]… [--no-helm] [PATH…]
 *
 * PATHs are charts; without, the fifty charts of the corpus beside the checkout where there is one, else the fixtures.
 * `--against`: a folder with a built checkout, or a commit, which is checked out and built in a temporary folder.
 * Run `npm run build` before. helm is `HELM_BIN` or on the PATH.
 */
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '5' }, against: { type: 'string', multiple: true, default: [] }, helm: { type: 'boolean', default: true } },
  allowNegative: true,
});
const ROOT = resolve(import.meta.dirname, '..');
const CORPUS = join(ROOT, '..', 'shared', 'corpus');
const work = mkdtempSync(join(tmpdir(), 'astrago-scan-compare-'));
const worktrees = [];
process.on('exit', () => {
  for (const folder of worktrees) spawnSync('git', ['worktree', 'remove', '--force', folder], { cwd: ROOT });
  rmSync(work, { recursive: true, force: true });
});

const charts = chartPaths();
const helm = flags.helm ? findHelm() : null;
const cases = [
  { name: 'node -e 0', argv: [process.execPath, '-e', '0'] },
  ...programs().flatMap(({ name, root }) => casesOf(name, join(root, 'bin', 'run.js'))),
  ...(helm === null ? [] : [{ name: 'helm template, one by one', each: (chart) => [helm, 'template', 'release-name', chart], all: charts }]),
];

const times = new Map(cases.map((one) => [one.name, []]));
for (let run = -1; run < Number(flags.runs); run++) {
  for (const one of cases) {
    if (one.prepare !== undefined) one.prepare();
    const measured = measure(one);
    // The first round warms the system's caches.
    if (run >= 0) times.get(one.name).push(measured);
  }
}
show();

function chartPaths() {
  if (positionals.length > 0) return positionals.map((path) => resolve(path));
  const fifty = join(CORPUS, 'fifty.txt');
  if (existsSync(fifty)) return readFileSync(fifty, 'utf8').split('\n').filter(Boolean).map((name) => join(CORPUS, 'charts', name));
  const demo = join(ROOT, 'fixtures', 'demo');
  return readdirSync(demo).map((name) => join(demo, name, 'chart')).filter((path) => existsSync(path));
}

function findHelm() {
  const helm = process.env['HELM_BIN'] ?? 'helm';
  return spawnSync(helm, ['version']).status === 0 ? helm : null;
}

function programs() {
  return [{ name: 'here', root: ROOT }, ...flags.against.map((at) => ({ name: at, root: existsSync(join(at, 'bin', 'run.js')) ? resolve(at) : checkOut(at) }))];
}

function checkOut(commit) {
  const folder = join(work, commit);
  worktrees.push(folder);
  must('git', ['worktree', 'add', '--detach', folder, commit], ROOT);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  must('npm', ['run', '--silent', 'build'], folder);
  return folder;
}

function must(command, args, cwd) {
  const { status, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`);
}

/** A program from before the cache has no flags for it. */
function casesOf(name, bin) {
  const cached = /--\[no-\]cache\b/.test(spawnSync(process.execPath, [bin, 'scan', '--help'], { encoding: 'utf8' }).stdout);
  const off = cached ? ['--no-cache'] : [];
  const cache = join(work, `cache-${name.replaceAll(/\W/g, '-')}`);
  const run = (...args) => [process.execPath, bin, ...args];
  const ordinary = charts.toSorted((a, b) => statSync(a).size - statSync(b).size)[charts.length >> 1];
  return [
    { name: `${name}: --version`, argv: run('--version') },
    { name: `${name}: --help`, argv: run('--help') },
    { name: `${name}: one chart`, argv: run(...off, ordinary) },
    { name: `${name}: all charts`, argv: run(...off, ...charts) },
    { name: `${name}: all charts, one thread`, argv: run(...off, '--no-parallel', ...charts) },
    ...(cached
      ? [
          { name: `${name}: all charts, cache cold`, argv: run('--cache-dir', cache, ...charts), prepare: () => rmSync(cache, { recursive: true, force: true }) },
          { name: `${name}: all charts, cache warm`, argv: run('--cache-dir', cache, ...charts) },
        ]
      : []),
  ];
}

function measure({ argv, each, all }) {
  const lines = argv === undefined ? all.map(each) : [argv];
  const started = performance.now();
  let peak = 0;
  for (const line of lines) peak = Math.max(peak, runOne(line));
  return { milliseconds: performance.now() - started, peak };
}

/** @returns the most memory that it had in MB, where GNU time can tell; else 0 */
function runOne([command, ...args]) {
  const [first, ...rest] = hasTime() ? ['/usr/bin/time', '-f', '\n%M', command, ...args] : [command, ...args];
  const { stderr, status } = spawnSync(first, rest, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', maxBuffer: 1 << 28 });
  // helm refuses some charts, and a scan of them ends with 3; anything else was no run at all.
  if (status !== 0 && status !== 1 && status !== 3) throw new Error(`${command} ${args.join(' ')}: ${status} ${stderr}`);
  return hasTime() ? Number(stderr.trimEnd().split('\n').at(-1)) / 1024 : 0;
}

function hasTime() {
  return existsSync('/usr/bin/time');
}

function show() {
  const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];
  const bare = median(times.get('node -e 0').map(({ milliseconds }) => milliseconds));
  console.log(`${charts.length} charts, ${flags.runs} runs, medians; ${availableParallelism()} processors (${cpus()[0]?.model.trim() ?? 'unknown'}), Node ${process.version}`);
  console.log(['milliseconds', 'least', 'over node', 'peak MB'].map((text, at) => (at === 0 ? text.padEnd(52) : text.padStart(11))).join(''));
  for (const [name, runs] of times) {
    const all = runs.map(({ milliseconds }) => milliseconds);
    const cells = [median(all), Math.min(...all), median(all) - bare, median(runs.map(({ peak }) => peak))];
    console.log(name.padEnd(40) + cells.map((cell) => cell.toFixed(0).padStart(11)).join(''));
  }
}
