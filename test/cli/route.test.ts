import { expect, test } from 'vitest';
import { route } from '../../src/commands/route.js';

const commands = new Set(['scan', 'rules', 'rules:list']);

test.each([
  ['', 'scan', []],
  ['chart', 'scan', ['chart']],
  ['scan chart', 'scan', ['chart']],
  ['./scan', 'scan', ['./scan']],
  ['rules x', 'rules', ['x']],
  ['rules list x', 'rules:list', ['x']],
  ['list rules', 'scan', ['list', 'rules']],
  ['help me', 'scan', ['help', 'me']],
  ['-- --help', 'scan', ['--', '--help']],
  ['--values a.yaml b.yaml chart', 'scan', ['--values=a.yaml', '--values=b.yaml', 'chart']],
  ['--values a.yaml b.yml c.json --strict d.yaml', 'scan', ['--values=a.yaml', '--values=b.yml', '--values=c.json', '--strict', 'd.yaml']],
  ['--values a chart/values.yaml', 'scan', ['--values=a', '--values=chart/values.yaml']],
  ['--values=a.yaml b.yaml', 'scan', ['--values=a.yaml', 'b.yaml']],
  ['--values a.yaml -- b.yaml', 'scan', ['--values=a.yaml', '--', 'b.yaml']],
  ['--values a.yaml --values b.yaml', 'scan', ['--values=a.yaml', '--values=b.yaml']],
  ['--values - chart', 'scan', ['--values=-', 'chart']],
  ['--values', 'scan', ['--values']],
  ['--values --strict', 'scan', ['--values', '--strict']],
  ['--values -v', 'scan', ['--values', '-v']],
])('%s', (line, command, argv) => {
  expect(route(line.split(' ').filter(Boolean), commands)).toEqual({ help: false, command, argv });
});

test.each([
  ['--help', null],
  ['-h', null],
  ['help', null],
  ['chart --help', null],
  ['--set a=b -h', null],
  ['scan --help', 'scan'],
  ['help scan', 'scan'],
  ['help rules list', 'rules:list'],
])('%s asks for help', (line, command) => {
  expect(route(line.split(' '), commands)).toEqual({ help: true, command });
});
