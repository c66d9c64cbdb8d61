import { describe, expect, it } from 'vitest';
import { SourceFile, type Diagnostic } from '../../src/source/index.js';
import { readUserValues, type UserValueSources } from '../../src/values/index.js';
import { plain } from './chart-of.js';

function read(sources: UserValueSources): { values: unknown; problems: string[] } {
  const problems: string[] = [];
  const values = readUserValues(sources, (diagnostic) => problems.push(diagnostic.message));
  return { values: plain(values), problems };
}

const base = (text: string): UserValueSources => ({ valuesFiles: [new SourceFile('v.yaml', text)] });

describe('--set', () => {
  it.each<[string, unknown]>([
    ['a=1,b=true,c=null,d=0', { a: 1n, b: true, c: null, d: 0n }],
    ['e=007,f=1.5,g=1e3,i=,m=+5,o=0x10,p=00', { e: '007', f: '1.5', g: '1e3', i: '', m: 5n, o: '0x10', p: '00' }],
    ['a=TRUE,b=Null,c=-0,d=9223372036854775807,e=9223372036854775808', { a: true, b: null, c: 0n, d: 9223372036854775807n, e: '9223372036854775808' }],
    ['a={1,2,x}', { a: [1n, 2n, 'x'] }],
    ['a={},b={a,}', { a: [''], b: ['a', ''] }],
    ['a[0]=x,a[2]=y', { a: ['x', null, 'y'] }],
    ['a[0].b.c=1,a[0].b.d=2', { a: [{ b: { c: 1n, d: 2n } }] }],
    ['a[0][1]=x', { a: [[null, 'x']] }],
    ['a[0]', { a: [] }],
    ['a[0].b=', { a: [] }],
    ['a\\.b=1,c=x\\,y,d=a=b', { 'a.b': 1n, c: 'x,y', d: 'a=b' }],
    ["a='x', b=1", { a: "'x'", ' b': 1n }],
    ['a=1,', { a: 1n }],
    ['=1', {}],
    ['', {}],
  ])('%s', (argument, values) => {
    expect(read({ set: [argument] })).toEqual({ values, problems: [] });
  });

  it.each([
    ['a', 'key "a" has no value'],
    ['a=1,b', 'key "b" has no value'],
    ['a,b=1', 'key "a" has no value (cannot end with ,)'],
    ['a=1,a.b=2', 'unable to parse key: interface conversion: interface {} is int64, not map[string]interface {}'],
    ['a=x,a[0]=2', 'unable to parse key: interface conversion: interface {} is string, not []interface {}'],
    ['a[-1]=x', 'negative -1 index not allowed'],
    ['a[65537]=x', 'index of 65537 is greater than maximum supported index of 65536'],
    ['a[x]=1', 'error parsing index: strconv.Atoi: parsing "x": invalid syntax'],
    ['a[0', 'error parsing index: EOF'],
    ["a[0]y'=1", `unexpected data at end of array index: ['y' '\\'']`],
    ['a={1', "list must terminate with '}'"],
    ['a.=1', 'key map "a" has no value'],
    [`${'a.'.repeat(31)}a=1`, 'value name nested level is greater than maximum supported nested level of 30'],
  ])('refuses %s', (argument, problem) => {
    expect(read({ set: [argument] }).problems).toEqual([`failed parsing --set data: ${problem}`]);
  });

  it('edits lists and maps of values files', () => {
    const sources = { ...base('l: [{a: 1, b: 2}]\nm: {x: {w: 1}}'), set: ['l[0].b=3,m.x.z=4'] };
    expect(read(sources).values).toEqual({ l: [{ a: 1, b: 3n }], m: { x: { w: 1, z: 4n } } });
  });

  it('survives an endless row of indexes', () => {
    expect(read({ set: [`a${'[0]'.repeat(50_000)}=1`] }).problems).toHaveLength(1);
  });
});

describe('the other kinds', () => {
  it.each<[UserValueSources, unknown]>([
    [{ setString: ['a=null,b=1,c={1,x}'] }, { a: 'null', b: '1', c: ['1', 'x'] }],
    [{ setLiteral: ['a.b=x\\,y,z={1}'] }, { a: { b: 'x\\,y,z={1}' } }],
    [{ setLiteral: ['a\\.b=1'] }, { 'a\\': { b: '1' } }],
    [{ setJson: ['a={"k":[1,null]},b="x",c= ,d=1.5'] }, { a: { k: [1, null] }, b: 'x', c: null, d: 1.5 }],
    [{ setJson: ['a[1].b=[]'] }, { a: [null, { b: [] }] }],
    [{ setFile: [{ argument: 'a=f.txt', read: (path) => new SourceFile(path, `content of ${path}\n`) }] }, { a: 'content of f.txt\n' }],
    [{ setLiteral: ['a=l'], set: ['a=s'], setJson: ['a="j"'], setString: ['b=t'] }, { a: 'l', b: 't' }],
  ])('%j', (sources, values) => {
    expect(read(sources)).toEqual({ values, problems: [] });
  });

  it('names what is wrong with JSON and files', () => {
    expect(read({ setJson: ['a={"k"'] }).problems[0]).toMatch(/^failed parsing --set-json data: invalid JSON/);
    expect(read({ setJson: ['a=1e999'] }).problems[0]).toMatch(/out of range/);
    expect(read({ setFile: [{ argument: 'a=gone', read: () => null }] }).problems).toEqual([
      'failed parsing --set-file data: open gone: no such file or directory',
    ]);
  });
});

describe('values files', () => {
  it.each<[string[], unknown]>([
    [['a: {x: 1, w: 2}\nl: [1]', 'a: {w: 3, z: null}\nl: [2, 3]'], { a: { x: 1, w: 3, z: null }, l: [2, 3] }],
    [['a: {x: 1}', 'a: 5', 'a: {w: 1}'], { a: { w: 1 } }],
    [['a: 1', '', 'null', '# nothing'], { a: 1 }],
  ])('%j', (texts, values) => {
    const valuesFiles = texts.map((text, at) => new SourceFile(`${at}.yaml`, text));
    expect(read({ valuesFiles })).toEqual({ values, problems: [] });
  });

  it('goes on after a file that is no map', () => {
    const valuesFiles = [new SourceFile('list.yaml', '[1]'), new SourceFile('broken.yaml', 'a: {'), new SourceFile('ok.yaml', 'a: 1')];
    const { values, problems } = read({ valuesFiles });
    expect(values).toEqual({ a: 1 });
    expect(problems).toHaveLength(2);
  });
});

describe('where values come from', () => {
  it('is the value in the argument or file', () => {
    const found: Diagnostic[] = [];
    const sources = { ...base('m: {k: v}'), set: ['a.b=xy,c={p,q}'] };
    const values = readUserValues(sources, (diagnostic) => found.push(diagnostic));
    const text = (path: string[]): unknown => {
      let entry: any = { value: values };
      for (const step of path) entry = entry.value.entries.get?.(step) ?? entry.value.entries[Number(step)];
      return [entry.origin.file.name, entry.origin.file.text.slice(entry.origin.start, entry.origin.end)];
    };
    expect(text(['a', 'b'])).toEqual(['--set', 'xy']);
    expect(text(['c'])).toEqual(['--set', '{p,q}']);
    expect(text(['c', '1'])).toEqual(['--set', 'q']);
    expect(text(['m', 'k'])).toEqual(['v.yaml', 'v']);
    expect(found).toEqual([]);
  });
});
