import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readSettings, type Settings, type SettingsRequest } from '../../src/config/index.js';

/** Files in a folder of their own, with a home in it, and settings read there. */
export class Place {
  readonly root = mkdtempSync(join(tmpdir(), 'astrago-config-'));
  readonly home = join(this.root, 'home');

  /** @param files by path below the folder */
  constructor(files: Readonly<Record<string, string>>) {
    mkdirSync(this.home);
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(this.path(name)), { recursive: true });
      writeFileSync(this.path(name), text);
    }
  }

  path(name: string): string {
    return join(this.root, name);
  }

  folder(name: string): string {
    mkdirSync(this.path(name), { recursive: true });
    return this.path(name);
  }

  settings(more: Partial<SettingsRequest> & { in?: string } = {}): Settings {
    const { in: folder = 'repo', ...request } = more;
    return readSettings({ cwd: this.folder(folder), env: {}, home: this.home, platform: 'linux', ...request });
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

export const values = ({ all }: Settings): Record<string, unknown> =>
  Object.fromEntries([...all].filter(([, { sources }]) => sources[0]!.layer !== 'default').map(([path, { value }]) => [path, value]));

/** `file:line:column: message` */
export const problems = (settings: Pick<Settings, 'problems'>): string[] =>
  settings.problems.map(({ file, line, column, message, hint }) => `${[file, line, column].filter((part) => part !== null).join(':')}: ${message}${hint === null ? '' : ` (${hint})`}`);
