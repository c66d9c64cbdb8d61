import { describe, expect, test } from 'vitest';
import { isEmptyTree, parseTemplate, type ActionNode, type BranchNode, type Template } from '../../src/template/index.js';
import { goForm, nodesForm } from './go-form.js';
import { readTable } from './read-table.js';

const FUNCTIONS = new Set(['and', 'or', 'not', 'eq', 'ne', 'lt', 'print', 'printf', 'len', 'index', 'html', 'include', 'tpl', 'default', 'quote', 'upper', 'dict', 'list', 'toYaml', 'nindent']);
const parse = (text: string): Template => parseTemplate(text, (name) => FUNCTIONS.has(name));
const lineOf = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

describe('what Go accepts gives the tree that Go makes', () => {
  test.each(readTable<[text: string, tree: string, defines?: Record<string, string>]>('accepted'))('%j', (text, tree, defines = {}) => {
    const template = parse(text);
    expect(template.problems).toEqual([]);
    expect(goForm(template, text)).toBe(tree);
    expect(Object.fromEntries([...template.defines].map(([name, nodes]) => [name, nodesForm(nodes, text)]))).toEqual(defines);
  });
});

describe('what Go refuses is refused at the same line', () => {
  test.each(readTable<[text: string, line: number, message: string | null]>('refused'))('%j', (text, line, message) => {
    const [problem] = parse(text).problems;
    expect(problem).toBeDefined();
    expect(lineOf(text, problem!.start)).toBe(line);
    // null: Go has other words for it.
    if (message !== null) expect(problem!.message).toBe(message);
  });
});

describe('the place of a problem', () => {
  test.each([
    ['a {{ nope .x }} b', 'function "nope" not defined', 'nope'],
    ['{{ .a }}\n  {{ $y }}', 'undefined variable "$y"', '$y'],
    ['x {{ print "a', 'unterminated quoted string', '"a'],
    ['x {{ .a.b-c }}', "bad character U+002D '-'", '-c'],
    ['{{ 1 | 2 }}', 'non executable command in pipeline stage 2', '2 }}'],
    ['{{ if .a }}{{ define "x" }}{{ end }}{{ end }}', 'unexpected {{define}}', '{{ define'],
    ['{{ break }}', '{{break}} outside {{range}}', '{{ break'],
    ['{{ .a }} {{/* c', 'unclosed comment', '{{/* c'],
  ])('%s', (text, message, at) => {
    expect(parse(text).problems).toEqual([{ message, start: text.indexOf(at), end: text.indexOf(at) }]);
  });
});

describe('one bad action does not hide the rest', () => {
  test.each([
    ['{{ nope }} b {{ .c }}', '{{}} b {{.c}}'],
    ['a {{ .x-y }} b {{ .c }}', 'a {{}} b {{.c}}'],
    ['{{ if nope }}a{{ else }}b{{ end }}c', '{{if }}a{{else}}b{{end}}c'],
    ['{{ range $a, $b, $c := .x }}a{{ end }}{{ .d }}', '{{range }}a{{end}}{{.d}}'],
    ['{{ end }}a{{ .b }}', 'a{{.b}}'],
    ['a{{ else }}b', 'ab'],
    ['{{ if .a }}b{{ .c }}', '{{if .a}}b{{.c}}{{end}}'],
    ['{{ if .a }}b{{ else }}c{{ else }}d{{ end }}', '{{if .a}}b{{else}}c{{end}}d'],
    ['{{ template x }}a', 'a'],
    ['{{ define "d" x }}a{{ .b }}', 'a{{.b}}'],
    ['{{ break }}a', 'a'],
    ['{{ .a {{ .b }} c {{ .d }}', '{{}} c {{.d}}'],
    ['a {{/* c */x}} b {{ .d }}', 'a  b {{.d}}'],
  ])('%s', (text, tree) => {
    const template = parse(text);
    expect(template.problems.length).toBeGreaterThan(0);
    expect(goForm(template, text)).toBe(tree);
  });

  test('a pipeline that does not parse says so where it stands', () => {
    const [node] = parse('{{ nope .a }}').root as [ActionNode];
    expect(node.pipe).toMatchObject({ commands: [], problem: 'function "nope" not defined' });
  });

  test('of two definitions in one file the first is kept', () => {
    const text = '{{ define "x" }}a{{ end }}{{ define "x" }}b{{ end }}';
    const { defines, problems } = parse(text);
    expect(nodesForm(defines.get('x')!, text)).toBe('a');
    expect(problems.map(({ message }) => message)).toEqual(['template: multiple definition of template "x"']);
  });
});

describe('spans', () => {
  test('every node covers its text', () => {
    const text = 'a {{- if .b }} c {{ print (.d).e "f" | len }} {{ else }}{{ template "t" $ }}{{ end -}} g';
    const { root } = parse(text);
    expect(root.map((node) => text.slice(node.start, node.end))).toEqual(['a', text.slice(2, -2), 'g']);
    const branch = root[1] as BranchNode;
    expect(branch.body.map((node) => text.slice(node.start, node.end))).toEqual([' c ', '{{ print (.d).e "f" | len }}', ' ']);
    expect(branch.otherwise!.map((node) => text.slice(node.start, node.end))).toEqual(['{{ template "t" $ }}']);
    const { commands } = (branch.body[1] as ActionNode).pipe;
    expect(commands.map(({ start, end }) => text.slice(start, end).trim())).toEqual(['print (.d).e "f"', 'len']);
    expect(commands[0]!.args.map(({ start, end }) => text.slice(start, end))).toEqual(['print', '(.d).e', '"f"']);
  });
});

describe('nesting', () => {
  test('500 levels of control structures are read, more are refused without a crash', () => {
    const nested = (depth: number): string => '{{if .a}}'.repeat(depth) + 'x' + '{{end}}'.repeat(depth);
    expect(parse(nested(500)).problems).toEqual([]);
    expect(parse(nested(501)).problems[0]!.message).toBe('nested more than 500 deep');
    expect(parse(nested(20_000)).problems.length).toBeGreaterThan(0);
  });

  test('so it is with parentheses', () => {
    const nested = (depth: number): string => `{{ ${'('.repeat(depth)}.a${')'.repeat(depth)} }}`;
    expect(parse(nested(499)).problems).toEqual([]);
    expect(parse(nested(501)).problems[0]!.message).toBe('max expression depth exceeded');
    expect(parse(nested(50_000)).problems.length).toBeGreaterThan(0);
  });

  test('chains of else if count as they nest', () => {
    const chain = (length: number): string => `{{if .a}}${'{{else if .b}}x'.repeat(length)}{{end}}`;
    expect(parse(chain(499)).problems).toEqual([]);
    expect(parse(chain(20_000)).problems.length).toBeGreaterThan(0);
  });
});

test.each([
  ['', true],
  [' \n\t', true],
  ['{{/* c */}}\n', true],
  ['{{ define "x" }}a{{ end }}\n', true],
  ['a', false],
  ['{{ .a }}', false],
  ['{{ if .a }}{{ end }}', false],
])('%j is an empty tree: %j', (text, empty) => {
  expect(isEmptyTree(parse(text).root)).toBe(empty);
});
