import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FORMATS } from '../../src/report/index.js';
import { Folder } from './folder.js';
import { Program } from './program.js';

/** Secrets of a chart, of an environment, of a flag and of the configuration: none comes out anywhere. */
const SECRET = 'hunter2secret';
const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4).slice(0, 36)}`;

let program: Program;
let folder: Folder;
beforeAll(async () => {
  program = await Program.build();
  folder = new Folder();
  folder.write('c/Chart.yaml', 'apiVersion: v2\nname: c\nversion: 1.0.0\n');
  folder.write('c/values.yaml', `auth: {password: ${SECRET}1}\nurl: "https://me:${SECRET}2@example.com"\n`);
  folder.write('c/values-prod.yaml', `auth: {password: ${SECRET}3}\n`);
  folder.write('c/values-broken.yaml', `apiKey: ${SECRET}4\n- [\n`);
  folder.write(
    'c/templates/a.yaml',
    `kind: Pod
metadata: {name: p}
spec:
  containers:
    - image: a:1
    {{- if eq .Values.auth.password "${SECRET}5" }}
    - image: b:1
    {{- end }}
    {{- if eq .Values.token "${TOKEN}" }}
    - image: c:1
    {{- end }}
    - image: {{ required (printf "no image for %s" .Values.url) .Values.gone }}
`,
  );
  folder.write('c/templates/b.yaml', '{{ fail (printf "password=%s token %s" .Values.auth.password .Values.token) }}\n');
  folder.write('.astrago-scan.yaml', `set: ["db.password=${SECRET}6"]\nset_string: ["token=${TOKEN}"]\n`);
});
afterAll(() => {
  program.remove();
  folder.remove();
});

const leaks = (text: string): string[] => text.split('\n').filter((line) => line.includes(SECRET) || line.includes(TOKEN));
const run = async (...args: string[]): Promise<string> => {
  const env = { ASTRAGO_SCAN_LOG: 'debug', ASTRAGO_SCAN_LOG_PATH: join(folder.path, 'log'), XDG_CACHE_HOME: join(folder.path, 'cache') };
  const { code, stdout, stderr } = await program.run(args, { cwd: folder.path, env });
  expect(stdout + stderr, String(code)).not.toBe('');
  return stdout + stderr;
};
const filesBelow = (path: string): string[] => readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));

test.each(FORMATS.map((format) => [format]))('-F %s', async (format) => {
  const output = await run('-F', format, '-v', '--values-glob=values-*.yaml', '--timings', 'c');
  expect(leaks(output)).toEqual([]);
  // What would hold it is there.
  expect(output).toContain('no image for https://me:***@example.com');
});

test.each([['explain', 'b:1', 'c'], ['explain', '--json', '-v', 'c:1', 'c'], ['config'], ['config', '--json', '--set=apiKey=hunter2secret7'], ['download-script', '-v', 'c'], ['verify', '-v', 'c']])('%s %s', async (...args) => {
  expect(leaks(await run(...args))).toEqual([]);
});

test('the log and the cache, after all this', async () => {
  await run('--json', 'c');
  const written = [join(folder.path, 'log'), ...filesBelow(join(folder.path, 'cache'))];
  expect(written.length).toBeGreaterThan(2);
  expect(readFileSync(written[0]!, 'utf8')).toContain('***');
  for (const file of written) expect(leaks(readFileSync(file, 'latin1'))).toEqual([]);
});
