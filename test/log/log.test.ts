import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { logResult, runLog } from '../../src/commands/run-log.js';
import { Log, type LogLevel } from '../../src/log/index.js';
import { chart, diagnostic, image, result } from '../report/sample.js';

const now = (): Date => new Date(0);
function written(level: LogLevel | null, use: (log: Log) => void): string[] {
  const lines: string[] = [];
  use(new Log(level, (line) => void lines.push(line), now));
  return lines;
}

afterEach(() => vi.restoreAllMocks());

test.each<[LogLevel | null, string[]]>([
  ['debug', ['debug', 'info', 'warn', 'error']],
  ['warn', ['warn', 'error']],
  [null, []],
])('level %s', (level, expected) => {
  const lines = written(level, (log) => {
    for (const one of ['debug', 'info', 'warn', 'error'] as const) log[one]('x');
  });
  expect(lines).toEqual(expected.map((one) => `1970-01-01T00:00:00.000Z ${one} x\n`));
});

test('facts follow the message, one line whatever they hold, without secrets', () => {
  const [line, forged, secret] = written('info', (log) => {
    log.info('scanned', { chart: 'a b', images: 3, none: null, quote: 'x"y' });
    log.info('a\n1970 error forged', { text: 'a\nb' });
    log.warn('bad auth.password=hunter2', { file: 'x', detail: 'token: abcdef' });
  });
  expect(line).toBe('1970-01-01T00:00:00.000Z info scanned chart="a b" images=3 quote="x\\"y"\n');
  expect(forged).toBe('1970-01-01T00:00:00.000Z info "a\\n1970 error forged" text="a\\nb"\n');
  expect(secret).not.toMatch(/hunter2|abcdef/);
});

test('the environment says how much, and where to', () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  runLog({}).error('x');
  expect(stderr).not.toHaveBeenCalled();
  runLog({ ASTRAGO_SCAN_LOG: 'WARN' }).warn('x');
  expect(stderr.mock.calls.map(([text]) => String(text).slice(24))).toEqual([' warn x\n']);

  const folder = mkdtempSync(join(tmpdir(), 'astrago-log-'));
  const path = join(folder, 'log.txt');
  const log = runLog({ EXTRACTOR_LOG_PATH: path });
  logResult(log, result([chart('a', { images: [image('nginx:1')], diagnostics: [diagnostic({ severity: 'info' }), diagnostic({ message: 'm', file: 'f', line: 2 })] })]));
  expect(readFileSync(path, 'utf8').replace(/^\S+ /gm, '')).toBe('info scanned chart=a images=1 unresolved=0\nerror m code=template-error file=f line=2\n');
  expect(statSync(path).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});

test.each([
  [{ ASTRAGO_SCAN_LOG: 'warning' }, 'the environment variable ASTRAGO_SCAN_LOG is `warning`, which is none of debug, info, warn, error'],
  [{ ASTRAGO_SCAN_LOG: 'eror' }, '; did you mean `error`?'],
  [{ ASTRAGO_SCAN_LOG_PATH: '/nonexistent/x' }, 'the log /nonexistent/x (ASTRAGO_SCAN_LOG_PATH) cannot be written: '],
])('%o is an error of use', (env, message) => {
  expect(() => runLog(env)).toThrow(message);
});
