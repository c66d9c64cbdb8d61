import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from './call.js';

const { commands } = JSON.parse(readFileSync('oclif.manifest.json', 'utf8')) as { commands: Record<string, { flags: Record<string, { options?: string[]; allowNo?: boolean }> }> };

test.each(['bash', 'zsh', 'fish'])('%s is told of every command, flag and option', async (shell) => {
  const { code, stdout, stderr } = await call('completion', shell);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  for (const [id, { flags }] of Object.entries(commands)) {
    const words = id.replace(':', ' ');
    expect(stdout).toContain(shell === 'fish' ? `'__astrago_scan_is ${words}'` : words.includes(' ') ? `'${words}')` : `'${words} '*)`);
    for (const [name, { options, allowNo }] of Object.entries(flags)) {
      expect(stdout).toContain(shell === 'fish' ? ` -l ${name} ` : `--${name}`);
      if (allowNo === true) expect(stdout).toContain(shell === 'fish' ? ` -l no-${name} ` : `--no-${name}`);
      if (options !== undefined) expect(stdout).toContain(options.join(' '));
    }
  }
});

const noBash = spawnSync('bash', ['--version']).error !== undefined;

test.skipIf(noBash)(`bash offers what the program takes${noBash ? ' (skipped: there is no bash here)' : ''}`, async () => {
  const { stdout } = await call('completion', 'bash');
  const offered = (...words: string[]): string[] =>
    spawnSync('bash', ['--noprofile', '--norc', '-s', 'astrago-scan', ...words], {
      input: `${stdout}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _astrago_scan 2>/dev/null; printf '%s\\n' "\${COMPREPLY[@]}"`,
      encoding: 'utf8',
    }).stdout.trim().split('\n');
  expect(offered('dow')).toEqual(['download-script']);
  expect(offered('--format', 'm')).toEqual(['markdown']);
  expect(offered('diff', '--format', '')).toEqual(['text', 'json', 'markdown']);
  expect(offered('explain', 'nginx', '--envi')).toEqual(['--environment']);
  expect(offered('cache', '')).toEqual(['clear', 'info']);
});

test.each([[[]], [['tcsh']]])('completion %j is an error of use', async (args) => {
  expect(await call('completion', ...args)).toMatchObject({ code: 2, stdout: '' });
});
