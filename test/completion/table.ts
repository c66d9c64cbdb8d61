import type { CompletionTable } from '../../src/completion/index.js';

/** Every kind of flag and argument, with text that a shell could take for more than text. */
export const TABLE: CompletionTable = {
  program: 'my-tool',
  defaultCommand: 'scan',
  commands: [
    { name: 'rules list', summary: 'List [all] rules: $(touch pwned)', flags: [], argument: null },
    { name: 'rules show', summary: "Show `one` rule's text", flags: [{ names: ['--json'], summary: 'Write JSON', value: null, repeats: false }], argument: { kind: 'file' } },
    {
      name: 'scan',
      summary: 'Scan',
      flags: [
        { names: ['-F', '--format'], summary: "It's \\ [a]: format", value: { kind: 'words', words: ['text', 'json'] }, repeats: false },
        { names: ['--status'], summary: 'Status', value: { kind: 'list', words: ['rendered', 'optional', 'values-only'] }, repeats: true },
        { names: ['-o', '--output'], summary: 'File', value: { kind: 'file' }, repeats: false },
        { names: ['--cache-dir'], summary: 'Folder', value: { kind: 'folder' }, repeats: false },
        { names: ['-n', '--namespace'], summary: 'Anything', value: { kind: 'any' }, repeats: false },
        { names: ['--cache'], summary: 'On', value: null, repeats: false },
        { names: ['--no-cache'], summary: 'Off', value: null, repeats: false },
      ],
      argument: { kind: 'file' },
    },
    { name: 'shell', summary: 'Write a script', flags: [], argument: { kind: 'words', words: ['bash', 'zsh'] } },
  ],
};

/** Words of a command line, the last one unfinished, and what a shell offers for it. */
export const OFFERS: [words: string[], offered: string[]][] = [
  [[''], ['rules', 'scan', 'shell']],
  [['s'], ['scan', 'shell']],
  [['help', 'r'], ['rules']],
  [['rules', ''], ['list', 'show']],
  [['rules', 'show', '--j'], ['--json']],
  [['--no'], ['--no-cache']],
  [['--c'], ['--cache', '--cache-dir']],
  [['scan', '--c'], ['--cache', '--cache-dir']],
  [['shell', ''], ['bash', 'zsh']],
  [['--format', ''], ['json', 'text']],
  [['-F', 'j'], ['json']],
  [['scan', 'x', '--format', 't'], ['text']],
  [['--status', 'r'], ['rendered']],
  [['--status', 'rendered,o'], ['rendered,optional']],
  [['--cache-dir', 'fol'], ['folder']],
  [['-o', 'fi'], ['file']],
  [['fi'], ['file']],
  [['-n', 'fi'], []],
  [['rules', 'list', 'fi'], []],
];
