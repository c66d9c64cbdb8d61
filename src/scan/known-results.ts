import { basename } from 'node:path';
import { Contents, sha256, Store, type CacheSettings } from '../cache/index.js';
import { BUILD_ID } from './build-id.js';
import type { Answer, Job } from './pool/job.js';
import type { ChartResult } from './result.js';
import type { ScanSettings } from './settings.js';

interface Kept {
  readonly result: ChartResult;
  /** What lay at the paths beyond the chart that were looked at; null: no folder. */
  readonly outside: readonly (readonly [path: string, content: string | null])[];
}

/** KnownResults of charts by everything that decides them: what the chart holds, the settings, this very build. */
export class KnownResults {
  readonly #store: Store;
  readonly #contents: Contents;
  readonly #keys = new Map<Job, string | null>();
  readonly #settings = new WeakMap<ScanSettings, string>();

  private constructor(settings: CacheSettings, readonly build: string) {
    this.#store = new Store(settings);
    this.#contents = new Contents(this.#store);
  }

  /** @returns null where results cannot be told from those of other sources */
  static open(settings: CacheSettings): KnownResults | null {
    return BUILD_ID === null ? null : new KnownResults(settings, BUILD_ID);
  }

  /** Whether what lies there was a chart when it was last read, and has not changed since. */
  isKnown(path: string): boolean {
    return this.#contents.isKnown(path);
  }

  recall(job: Job): ChartResult | null {
    const key = this.#keyOf(job);
    const body = key === null ? null : this.#store.get('result', key);
    if (body === null) return null;
    const { result, outside } = JSON.parse(body.toString()) as Kept;
    return outside.every(([path, content]) => this.#contents.hashOfFolder(path) === content) ? result : null;
  }

  /** Only what surely comes from the bytes that the key stands for. */
  keep(job: Job, { result, outside, broken }: Answer): void {
    const key = this.#keyOf(job);
    if (key === null || broken || !this.#contents.isUnchanged(job.root.absolute)) return;
    const seen = outside.map(({ path, there }) => ({ path, there, content: this.#contents.hashOfFolder(path) }));
    if (!seen.every(({ path, there, content }) => (content == null ? content === null && !there : this.#contents.isUnchangedSinceStart(path)))) return;
    const kept: Kept = { result, outside: seen.map(({ path, content }) => [path, content!]) };
    this.#store.put('result', key, Buffer.from(JSON.stringify(kept)));
  }

  close(): void {
    this.#store.close();
  }

  #keyOf(job: Job): string | null {
    let key = this.#keys.get(job);
    if (key === undefined) this.#keys.set(job, (key = this.#makeKey(job)));
    return key;
  }

  #makeKey({ root, settings, unit }: Job): string | null {
    const content = this.#contents.hashOf(root.absolute);
    if (content === null) return null;
    // The path is part of the answer, and the folder's name that of a chart without one.
    return sha256(JSON.stringify([this.build, process.version, content, root.kind, root.path, basename(root.absolute), this.#settingsKey(settings), unit]));
  }

  #settingsKey(settings: ScanSettings): string {
    let key = this.#settings.get(settings);
    if (key === undefined) this.#settings.set(settings, (key = sha256(JSON.stringify(settings))));
    return key;
  }
}
