import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { completionScript, type Shell } from '../../src/completion/index.js';
import { Folder } from '../cli/folder.js';
import { OFFERS, TABLE } from './table.js';

let folder: Folder;
beforeAll(() => {
  folder = new Folder();
  folder.write('file', '');
  mkdirSync(join(folder.path, 'folder'));
});
afterAll(() => folder.remove());

const has = (program: string): boolean => spawnSync(program, ['--version']).error === undefined;
const unless = (program: string): string => (has(program) ? '' : ` (skipped: there is no ${program} here)`);
const run = (program: string, args: readonly string[], input = ''): { status: number | null; stdout: string; stderr: string } => spawnSync(program, args, { input, encoding: 'utf8', cwd: folder.path });
const script = (shell: Shell): string => completionScript(shell, TABLE);

describe.runIf(has('bash'))(`bash${unless('bash')}`, () => {
  /** As bash calls the function; what it completes by itself where nothing is offered, `complete -o default`, is asked of compgen. */
  const DRIVER = `
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); default=yes
compopt() { for option; do case $option in dirnames) default=dirs ;; default) [ "$default" = dirs ] || default=no ;; esac; done; }
_my_tool
if [ "\${#COMPREPLY[@]}" -gt 0 ]; then printf '%s\\n' "\${COMPREPLY[@]}"
elif [ "$default" = yes ]; then compgen -f -- "\${COMP_WORDS[COMP_CWORD]}"
elif [ "$default" = dirs ]; then compgen -d -- "\${COMP_WORDS[COMP_CWORD]}"; fi
complete -p my-tool >&2
`;
  const offered = (words: readonly string[]): string[] => {
    const { stdout, stderr, status } = run('bash', ['--noprofile', '--norc', '-u', '-s', 'my-tool', ...words], script('bash') + DRIVER);
    expect({ status, stderr }).toEqual({ status: 0, stderr: 'complete -o bashdefault -o default -F _my_tool my-tool\n' });
    return stdout.split('\n').filter(Boolean).sort();
  };

  test.each(OFFERS)('%j', (words, expected) => {
    // Files stand beside commands where both can.
    expect(offered(words)).toEqual(expected);
  });

  test.each([
    [['--format', '='], ['json', 'text']],
    [['--format', '=', 'j'], ['json']],
    [['--status', '=', 'rendered,v'], ['rendered,values-only']],
  ])('%j: --flag=value comes in pieces', (words, expected) => {
    expect(offered(words)).toEqual(expected);
  });

  test.skipIf(!has('shellcheck'))(`shellcheck has nothing to say${unless('shellcheck')}`, () => {
    expect(run('shellcheck', ['--shell=bash', '-'], script('bash')).stdout).toBe('');
  });
});

describe.runIf(has('fish'))(`fish${unless('fish')}`, () => {
  const offered = (words: readonly string[]): string[] => {
    const { stdout, stderr } = run('fish', ['--no-config', '-c', `source ${folder.write('.my-tool.fish', script('fish'))}\ncomplete -C "my-tool ${words.join(' ')}"`]);
    expect(stderr).toBe('');
    return stdout.split('\n').filter(Boolean).map((line) => line.split('\t')[0]!.replace(/\/$/, '')).sort();
  };

  test.each(OFFERS)('%j', (words, expected) => {
    const [only] = words;
    // Fish offers files, too, where a command could stand.
    const found = offered(words);
    expect(words.length === 1 && !only!.startsWith('-') ? found.filter((word) => word !== 'folder' && (word !== 'file' || expected.includes('file'))) : found).toEqual(expected);
  });
});

describe('zsh', () => {
  test.skipIf(!has('zsh'))(`reads the script${unless('zsh')}`, () => {
    expect(run('zsh', ['-f', '-n'], script('zsh'))).toMatchObject({ status: 0, stderr: '' });
  });

  test('has every command and flag, with what it takes; text is nothing but text', () => {
    const text = script('zsh');
    expect(text).toMatch(/^#compdef my-tool\n/);
    for (const line of [
      `    '(-F --format)-F+[It'\\''s \\\\ \\[a\\]\\: format]:value:(text json)' \\`,
      `    '(-F --format)--format=[It'\\''s \\\\ \\[a\\]\\: format]:value:(text json)' \\`,
      `    '*--status=[Status]:value:_values -s , value rendered optional values-only' \\`,
      `    '(-o --output)--output=[File]:value:_files' \\`,
      `    '--cache-dir=[Folder]:value:_files -/' \\`,
      `    '--no-cache[Off]' \\`,
      `    '*:argument:_files'`,
      `    '*:argument:(bash zsh)'`,
      `      'rules show') command=_my_tool_rules_show depth=2 ;;`,
      `      'shell '*) command=_my_tool_shell depth=1 ;;`,
      `          below=( 'list:List \\[all\\] rules\\: $(touch pwned)' 'show:Show \`one\` rule'\\''s text' )`,
    ])
      expect(text.split('\n')).toContain(line);
  });
});

test.each<[Shell, RegExp]>([
  ['bash', /complete -o bashdefault -o default -F _my_tool my-tool\n$/],
  ['fish', /^complete -c my-tool -n '__my_tool_is scan' -s F -l format -x -a 'text json' -d 'It\\'s \\\\ \[a\]: format'$/m],
])('%s: its own form', (shell, form) => {
  expect(script(shell)).toMatch(form);
});
