import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runCommandLine } from '../../src/commands/command-line.js';
import type { ScanOptions, ScanResult } from '../../src/scan/result.js';
import { chart, image, result } from '../report/sample.js';

const scan = vi.hoisted(() => vi.fn<(options: ScanOptions) => Promise<ScanResult>>());
vi.mock('../../src/scan/index.js', () => ({ scan }));

const PACKAGE = process.cwd();
let folder: string;
let stdout: string;
let stderr: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'astrago-cli-'));
  mkdirSync(join(folder, '.git'));
  stdout = '';
  stderr = '';
  vi.spyOn(process, 'cwd').mockReturnValue(folder);
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => Boolean((stdout += String(text))));
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => Boolean((stderr += String(text))));
  vi.stubEnv('XDG_CONFIG_HOME', join(folder, 'none'));
  scan.mockResolvedValue(result([chart('a', { images: [image('nginx:1')] })]));
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  scan.mockReset();
  rmSync(folder, { recursive: true });
  process.exitCode = 0;
});

const call = (line: string): Promise<void> => runCommandLine(line.split(' ').filter(Boolean), PACKAGE);
const configure = (text: string): void => writeFileSync(join(folder, '.astrago-scan.yaml'), text);

describe('config', () => {
  test('shows what holds and where it comes from', async () => {
    configure('strict: true\nset: [password=hunter2]\nignore:\n  - { image: a, reason: b }\n');
    vi.stubEnv('ASTRAGO_SCAN_NAMESPACE', 'env');
    await call('config --kube-version 1.31');
    expect({ stderr, code: process.exitCode ?? 0 }).toEqual({ stderr: '', code: 0 });
    expect(stdout.replaceAll(folder, '').replace(/ +#/g, ' #').split('\n')).toEqual([
      '# project: /.astrago-scan.yaml',
      '# user: none',
      'set: ["password=***"] # project .astrago-scan.yaml:2',
      'kube_version: 1.31 # flag --kube-version',
      'namespace: env # environment ASTRAGO_SCAN_NAMESPACE',
      'strict: true # project .astrago-scan.yaml:1',
      'supplemental.patterns: ["**/values.yaml","**/values.yml","**/config.yaml"] # default',
      'ignore[0]: {"image":"a","reason":"b"} # .astrago-scan.yaml:4',
      '',
    ]);
  });

  test('and as JSON', async () => {
    configure('strict: true\n');
    await call('config --json');
    expect(JSON.parse(stdout)).toMatchObject({
      files: { project: join(folder, '.astrago-scan.yaml'), user: null },
      settings: { strict: { value: true, from: [{ layer: 'project', name: '.astrago-scan.yaml', line: 1, column: 9 }] } },
    });
  });

  test('what is wrong is an error of use', async () => {
    configure('strct: true\nworkers: many\n');
    await call('config');
    expect(process.exitCode).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toBe(
      'error: the configuration is not valid\n' +
        '.astrago-scan.yaml:1:1: error: unknown key `strct`; did you mean `strict`? [config-invalid]\n' +
        '.astrago-scan.yaml:2:10: error: workers must be a whole number from 1 to 32, not many [config-invalid]\n',
    );
  });
});

describe('a scan', () => {
  test('does what is configured', async () => {
    configure('namespace: p\nrelease_name: p\nformat: json\nworkers: 2\nignore: [{ image: a, reason: b }]\nrules: { disable: core/name-tag }\n');
    await call('a --namespace f');
    expect(scan.mock.calls[0]![0]).toMatchObject({
      paths: ['a'],
      namespace: 'f',
      releaseName: 'p',
      workers: 2,
      ignore: [{ image: 'a', reason: 'b', file: '.astrago-scan.yaml', line: 5 }],
      rules: { packs: [], disable: ['core/name-tag'] },
    });
    expect(JSON.parse(stdout)).toHaveProperty('schema_version');
  });

  test('tells of the warnings, and does nothing where there is an error', async () => {
    vi.stubEnv('ASTRAGO_SCAN_STRIKT', '1');
    await call('a -v');
    expect(stderr).toContain('warning: the environment variable ASTRAGO_SCAN_STRIKT is none that this program knows [config-unused]\n  hint: Did you mean ASTRAGO_SCAN_STRICT?');
    expect(process.exitCode).toBe(0);
    configure('rules: { pins: { core: ' + 'a'.repeat(64) + ' } }\n');
    scan.mockClear();
    await call('a');
    expect(process.exitCode).toBe(2);
    expect(stderr).toContain('.astrago-scan.yaml:1:16: error: the rules of the pack `core` are not those that are pinned: their sha256 is ');
    expect(scan).not.toHaveBeenCalled();
  });

  test('a broken rule is told, and the scan goes on', async () => {
    mkdirSync(join(folder, 'packs', 'p'), { recursive: true });
    writeFileSync(join(folder, 'packs', 'p', 'x.yaml'), 'a: b\n');
    await call('a --rules packs');
    expect(stderr).toBe('packs/p/x.yaml: error: there is no pack.yaml beside this rule; it holds id, title and reason [rule-invalid]\n');
    expect({ stdout, code: process.exitCode }).toEqual({ stdout: 'nginx:1\n', code: 0 });
  });

  test('writes a log that the environment asks for', async () => {
    vi.stubEnv('ASTRAGO_SCAN_LOG_PATH', join(folder, 'log'));
    await call('a');
    expect(stderr).toBe('');
    vi.stubEnv('ASTRAGO_SCAN_LOG_PATH', '');
    vi.stubEnv('ASTRAGO_SCAN_LOG', 'info');
    await call('a');
    expect(stderr).toMatch(/^\S+Z info scanned chart=a images=1 unresolved=0\n$/);
  });
});
