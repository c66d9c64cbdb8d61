import { describe, expect, it } from 'vitest';
import type { Diagnostic } from '../../src/source/index.js';
import { FieldOrigin, GoList, GoMap, typeOf } from '../../src/value/index.js';
import { coalesceValues, enableDependencies, pathOf, valuesFor, type ChartNode, type EnableMode } from '../../src/values/index.js';
import { chartOf, plain, yamlMap, type ChartSketch } from './chart-of.js';
import { COALESCE_CASES, DEPENDENCY_CASES, type MergeCase } from './merge-cases.js';

interface Merged {
  readonly root: ChartNode;
  readonly values: GoMap;
  readonly found: readonly Diagnostic[];
}

function merge(sketch: ChartSketch, user = '', mode: EnableMode = 'as-given'): Merged {
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void found.push(diagnostic);
  const { root, userValues } = enableDependencies(chartOf(sketch), yamlMap(user, 'user.yaml'), report, mode);
  return { root, values: coalesceValues(root, userValues, report), found };
}

const pathsBelow = (node: ChartNode): string[] => node.children.flatMap((child) => [child.path, ...pathsBelow(child)]);

function expectMerged({ chart, user, values, paths, conflicts }: MergeCase): void {
  const merged = merge(chart, user);
  if (values !== undefined) expect(plain(merged.values)).toEqual(values);
  if (paths !== undefined) expect(pathsBelow(merged.root).sort()).toEqual(paths);
  const errors = merged.found.filter(({ severity }) => severity === 'error').map(({ message }) => /type mismatch on (\w+)/.exec(message)?.[1]);
  expect([...new Set(errors)]).toEqual(conflicts ?? []);
}

describe('coalescing', () => {
  it.each(COALESCE_CASES)('$title', expectMerged);

  it('makes parent and child see one map, under two types', () => {
    const { root, values } = merge({ name: 'p', charts: [{ name: 's', values: 'a: 1' }] });
    const child = valuesFor(root.children[0]!, values);
    child.set('b', 2);
    expect(plain(values.get('s'))).toEqual({ a: 1, b: 2, global: {} });
    expect([typeOf(values), typeOf(child), typeOf(values.get('s'))]).toEqual(['chartutil.Values', 'chartutil.Values', 'map[string]interface {}']);
  });

  it('shares deep tables of globals, not those directly below', () => {
    const { values } = merge({ name: 'p', values: 'global: {m: {p: {a: 1}}}', charts: [{ name: 's' }] });
    const global = (map: GoMap): GoMap => (map.get('global') as GoMap).get('m') as GoMap;
    expect(global(values)).not.toBe(global(values.get('s') as GoMap));
    expect(global(values).get('p')).toBe(global(values.get('s') as GoMap).get('p'));
  });

  it('reads the values of a chart with a dot in its name one table deeper', () => {
    const { root, values } = merge({ name: 'p', values: 'a: {b: {x: 1}}', charts: [{ name: 'a.b', values: 'x: 2' }] });
    expect(plain(valuesFor(root.children[0]!, values))).toEqual({ x: 1 });
    expect(pathOf(root.children[0]!.place)).toEqual(['a', 'b']);
  });

  it('knows the place of every container from the root', () => {
    const g: ChartSketch = { name: 'g', values: 'l: [{x: {}}]' };
    const { root, values } = merge({ name: 'p', values: '{global: {m: {}}, k: {}}', charts: [{ name: 's', charts: [g] }] });
    const grandchild = valuesFor(root.children[0]!.children[0]!, valuesFor(root.children[0]!, values));
    const path = (container: unknown): unknown => pathOf((container as GoMap).place!);
    expect(path(values)).toEqual([]);
    expect(path(values.get('k'))).toEqual(['k']);
    expect(path(grandchild)).toEqual(['s', 'g']);
    const item = (grandchild.get('l') as GoList).entries[0]!.value as GoMap;
    expect(path(item.get('x'))).toEqual(['s', 'g', 'l', 0, 'x']);
    expect(path((grandchild.get('global') as GoMap).get('m'))).toEqual(['global', 'm']);
    expect(new FieldOrigin(values, 'k', null).container.place?.parent).toBeNull();
  });

  it('warns of types that do not go together, with the place', () => {
    const { found } = merge({ name: 'p', values: '{a: {x: 1}, b: {c: 1}}' }, '{a: 5, b: {c: {}}}');
    expect(found.map(({ code, severity, message, spot }) => [code, severity, message, spot?.file.name])).toEqual([
      ['values-conflict', 'warning', 'p.b.c is a map, which replaces a number', 'user.yaml'],
    ]);
  });
});

describe('dependencies', () => {
  it.each(DEPENDENCY_CASES)('$title', expectMerged);

  it('shows the enabled ones in .Chart.Dependencies, under their alias', () => {
    const dependencies = [{ name: 's', alias: 'x', importValues: ['d'] }, { name: 't', condition: 'off_switch' }];
    const { root } = merge({ name: 'p', values: 'off_switch: false', dependencies, charts: [{ name: 's' }, { name: 't' }] });
    expect(root.dependencies).toMatchObject([{ name: 'x', alias: 'x', enabled: true, importValues: [{ child: 'exports.d', parent: '.' }] }]);
  });

  it('says what decided', () => {
    const sub: ChartSketch = { name: 's', values: 'g: {up: false}', charts: [{ name: 'g' }], dependencies: [{ name: 'g', condition: 'g.up' }] };
    const dependencies = [{ name: 's', condition: 'a,s.enabled' }, { name: 't', tags: ['db'] }];
    const { root } = merge({ name: 'p', values: '{s: {enabled: true}, tags: {db: false}}', dependencies, charts: [sub, { name: 't' }] });
    expect(root.decisions).toMatchObject([
      { child: 's', childPath: 'p/charts/s', by: 'condition', switch: ['s', 'enabled'], present: true, enabled: true },
      { child: 't', childPath: 'p/charts/t', by: 'tags', switch: ['tags', 'db'], present: false, enabled: false },
    ]);
    expect(root.children[0]!.decisions).toMatchObject([{ child: 'g', by: 'condition', switch: ['s', 'g', 'up'], present: false, enabled: false }]);
    const { spot } = root.decisions[0]!;
    expect(spot?.file.text.slice(spot.start, spot.end)).toContain('a,s.enabled');
  });

  it('switches everything on, and tells what was natural', () => {
    const sub: ChartSketch = { name: 's', values: 'g: {up: false}', charts: [{ name: 'g' }], dependencies: [{ name: 'g', condition: 'g.up' }] };
    const dependencies = [{ name: 's', condition: 's.enabled' }, { name: 't', tags: ['db'] }];
    const sketch = { name: 'p', values: '{s: {enabled: false}, tags: {db: false}}', dependencies, charts: [sub, { name: 't' }] };
    const { root, values } = merge(sketch, 's: {x: 1}', 'all-enabled');
    expect(pathsBelow(root).sort()).toEqual(['p/charts/s', 'p/charts/s/charts/g', 'p/charts/t']);
    expect(plain(values)).toEqual({
      s: { x: 1, enabled: true, g: { up: true, global: {} }, global: {} },
      t: { global: {} },
      tags: { db: true },
    });
    expect(root.decisions.map(({ enabled }) => enabled)).toEqual([false, false]);
  });

  it('reports a version that does not fit', () => {
    const { found } = merge({ name: 'p', dependencies: [{ name: 's', version: '^2' }, { name: 'gone' }], charts: [{ name: 's' }] });
    expect(found.map(({ code, severity }) => [code, severity])).toEqual([['dependency-version', 'warning']]);
  });
});
