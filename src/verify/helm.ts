import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { maskText } from '../secrets/index.js';
import { Queue } from './queue.js';

/** The most text that a chart may print, in bytes; beyond it helm is ended. */
const MAX_OUTPUT = 256 * 1024 * 1024;
const VERSION_TIMEOUT = 10_000;

/** What one run of helm gave: its manifests, or why there are none. */
export type Rendering = { readonly text: string; readonly problem: null } | { readonly text: null; readonly problem: string };

export interface HelmLimits {
  /** Of one run, in milliseconds. */
  readonly timeout: number;
  /** Runs at a time. */
  readonly parallel: number;
  readonly cwd: string;
}

/** A helm that was found and can be asked; leaves nothing behind once {@link close} was called. */
export class Helm {
  readonly #queue: Queue;
  #files = 0;

  private constructor(
    readonly path: string,
    readonly version: string,
    private readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv,
    private readonly limits: HelmLimits,
  ) {
    this.#queue = new Queue(limits.parallel);
  }

  /**
   * The helm of `HELM_BIN`, or else of `PATH`.
   * @returns why there is none, as a sentence, where there is none
   */
  static async find(environment: NodeJS.ProcessEnv, limits: HelmLimits): Promise<Helm | string> {
    const named = environment['HELM_BIN'] || null;
    // A bare name is looked for in PATH; a path must not depend on where helm is started.
    const path = named === null ? 'helm' : /[\\/]/.test(named) ? resolve(named) : named;
    const folder = mkdtempSync(join(tmpdir(), 'astrago-scan-helm-'));
    const isolated = isolatedEnvironment(environment, folder);
    const found = await run(path, ['version', '--template', '{{.Version}}'], isolated, { ...limits, timeout: VERSION_TIMEOUT });
    const version = found.text?.trim() ?? '';
    if (found.problem === null && /^v[34]\./.test(version)) return new Helm(path, version, folder, isolated, limits);
    rmSync(folder, { recursive: true, force: true });
    const where = named === null ? 'helm in PATH' : `HELM_BIN (${named})`;
    if (found.problem === NOT_THERE) return named === null ? 'there is no helm in PATH' : `${where} is not there`;
    return found.problem === null ? `${where} is neither helm 3 nor helm 4 (${version.slice(0, 40)})` : `${where} cannot be used: ${found.problem}`;
  }

  /** @param args of `helm template` */
  template(args: readonly string[]): Promise<Rendering> {
    return this.#queue.add(() => run(this.path, ['template', ...args], this.environment, this.limits));
  }

  /** Puts a text where helm can read it, until {@link close}; returns the path. */
  write(text: string): string {
    const path = join(this.folder, `values-${++this.#files}.yaml`);
    writeFileSync(path, text);
    return path;
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** What helm needs of the caller's environment to be started at all. */
const KEPT = ['PATH', 'Path', 'PATHEXT', 'SystemRoot'];
/** Nothing listens on the port of `discard`: whatever helm tried to fetch would fail at once. */
const NOWHERE = 'http://127.0.0.1:9';

/** An environment in which helm has no settings, plugins, repositories, cluster or network; what it writes goes to a folder of ours. */
function isolatedEnvironment(environment: NodeJS.ProcessEnv, folder: string): NodeJS.ProcessEnv {
  const kept = Object.fromEntries(KEPT.flatMap((name) => (environment[name] === undefined ? [] : [[name, environment[name]]])));
  const proxies = Object.fromEntries(['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'].map((name) => [name, NOWHERE]));
  return {
    ...kept,
    ...proxies,
    HOME: folder,
    USERPROFILE: folder,
    TMPDIR: folder,
    TEMP: folder,
    TMP: folder,
    HELM_CACHE_HOME: join(folder, 'cache'),
    HELM_CONFIG_HOME: join(folder, 'config'),
    HELM_DATA_HOME: join(folder, 'data'),
    HELM_PLUGINS: join(folder, 'plugins'),
    HELM_NO_PLUGINS: '1',
    KUBECONFIG: process.platform === 'win32' ? 'NUL' : '/dev/null',
  };
}

/** The chart makes helm fetch something, such as a schema that its schema names. */
export const NO_NETWORK = 'it wants to fetch something, and gets no network';
const NOT_THERE = 'it is not there';

function run(path: string, args: readonly string[], env: NodeJS.ProcessEnv, { timeout, cwd }: HelmLimits): Promise<Rendering> {
  return new Promise((done) => {
    const options = { env, cwd, timeout, maxBuffer: MAX_OUTPUT, killSignal: 'SIGKILL', encoding: 'utf8', windowsHide: true } as const;
    const child = execFile(path, args, options, (error, stdout, stderr) => {
      if (error === null) done({ text: stdout, problem: null });
      else done({ text: null, problem: problemOf(error, stderr, timeout) });
    });
    // A chart cannot ask anything, and helm would wait for values on `-`.
    child.stdin?.on('error', () => {});
    child.stdin?.end();
  });
}

function problemOf(error: Error & { code?: unknown; killed?: boolean }, stderr: string, timeout: number): string {
  if (error.code === 'ENOENT') return NOT_THERE;
  if (error.code === 'EACCES') return 'it may not be run';
  if (error.code === 'ERR_CHILD_PROCESS_STDIO_MAXBUFFER') return `it printed more than ${MAX_OUTPUT / 1024 / 1024} MiB`;
  if (error.killed === true) return `it did not end within ${timeout / 1000} s`;
  if (stderr.includes(new URL(NOWHERE).host)) return NO_NETWORK;
  return helmError(stderr) || error.message;
}

/** Without the warnings before it and the advice behind it; a chart could have put control characters in. */
function helmError(stderr: string): string {
  const at = stderr.search(/^Error: /m);
  const text = (at < 0 ? stderr : stderr.slice(at + 'Error: '.length)).replace(/^Use --debug flag.*$/m, '');
  const plain = text.replace(/[\x00-\x08\x0b-\x1f\x7f-\x9f]/g, '').trim();
  return maskText(plain).slice(0, MAX_REASON);
}

/** Characters; helm repeats whole documents in some errors. */
const MAX_REASON = 1000;
