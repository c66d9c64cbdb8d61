import type { ChartSketch } from './chart-of.js';

/** What helm 3.21.4 makes of charts and values; `paths` are the enabled charts below the root. */
export interface MergeCase {
  readonly title: string;
  readonly chart: ChartSketch;
  readonly user?: string;
  readonly values?: unknown;
  readonly paths?: readonly string[];
  /** helm aborts with a type mismatch on these. */
  readonly conflicts?: readonly string[];
}

const s = (values: string, more: Partial<ChartSketch> = {}): ChartSketch => ({ name: 's', values, ...more });
const p = (values: string, ...charts: ChartSketch[]): ChartSketch => ({ name: 'p', values, charts });
const on = (...charts: ChartSketch[]): Pick<ChartSketch, 'charts' | 'dependencies'> => ({ charts, dependencies: charts.map(({ name }) => ({ name })) });

export const COALESCE_CASES: readonly MergeCase[] = [
  {
    title: 'null deletes a default and stays where there is none',
    chart: p('{a: 1, b: {x: 1, w: 2}}'),
    user: '{a: null, b: {x: null}, c: null, d: {e: null}}',
    values: { b: { w: 2 }, c: null, d: { e: null } },
  },
  { title: 'null defaults stay', chart: p('{a: null, b: {x: null, w: 2}}'), values: { a: null, b: { x: null, w: 2 } } },
  { title: 'null over a null default: gone at the top, kept below', chart: p('{a: null, b: {x: null}}'), user: '{a: null, b: {x: null}}', values: { b: { x: null } } },
  {
    title: 'the user wins over any type, lists never merge',
    chart: p('{a: 1, b: {x: 1}, l: [1, 2]}'),
    user: '{a: {z: 1}, b: 5, l: [3]}',
    values: { a: { z: 1 }, b: 5, l: [3] },
  },
  {
    title: 'a null of the parent deletes the default of the child',
    chart: p('s: {a: 2, x: null}', s('{a: 1, b: 3, x: 5, q: null}')),
    values: { s: { a: 2, b: 3, q: null, global: {} } },
  },
  {
    title: 'a null of the user reaches the child',
    chart: p('', s('{a: 1, b: {c: 1, d: 2}}')),
    user: 's: {a: null, b: {c: null}}',
    values: { s: { b: { d: 2 }, global: {} } },
  },
  {
    title: 'a null of the user over a default of the parent reaches the child',
    chart: p('s: {a: 2}', s('{a: 1}')),
    user: 's: {a: null}',
    values: { s: { global: {} } },
  },
  { title: 'a scalar for a subchart', chart: p('', s('a: 1')), user: 's: 5', conflicts: ['s'] },
  { title: 'null for a subchart', chart: p('', s('a: 1')), user: 's: null', conflicts: ['s'] },
  { title: 'a null default for a subchart', chart: p('s: null', s('a: 1')), conflicts: ['s'] },
  { title: 'null for a subchart whose table the parent has', chart: p('s: {a: 2}', s('a: 1')), user: 's: null', values: { s: { a: 1, global: {} } } },
  {
    title: 'globals of the parent win over those of the child',
    chart: p('global: {g: 1, m: {a: 1}}', s('global: {g: 2, h: 3, m: {a: 2, b: 2}}')),
    values: { global: { g: 1, m: { a: 1 } }, s: { global: { g: 1, h: 3, m: { a: 1, b: 2 } } } },
  },
  {
    title: 'deep global tables are shared',
    chart: p('global: {m: {p: {a: 1}}}', s('global: {m: {p: {b: 2}, k: 1}}')),
    values: { global: { m: { p: { a: 1, b: 2 } } }, s: { global: { m: { p: { a: 1, b: 2 }, k: 1 } } } },
  },
  { title: 'a global that is no map is not passed on', chart: p('global: 5', s('a: 1')), values: { global: 5, s: { a: 1 } } },
  { title: 'a global that is no map in the child is kept', chart: p('global: {g: 1}', s('global: 5')), user: 's: {global: 5}', values: { global: { g: 1 }, s: { global: 5 } } },
  { title: 'global map against scalar', chart: p('global: {g: {x: 1}, h: 1}'), user: '', values: { global: { g: { x: 1 }, h: 1 } } },
  {
    title: 'conflicting globals of parent section are skipped',
    chart: p('{global: {g: {x: 1}, h: 1}, s: {global: {g: 1, h: {x: 1}}}}', s('')),
    values: { global: { g: { x: 1 }, h: 1 }, s: { global: { g: 1, h: { x: 1 } } } },
  },
  {
    title: 'a global null of the user: the child has its own',
    chart: p('global: {g: 1}', s('global: {g: 2}')),
    user: 'global: {g: null}',
    values: { global: {}, s: { global: { g: 2 } } },
  },
  {
    title: 'a global null of the user, with dependencies listed: the default went to the child before',
    chart: { ...p('global: {g: 1}'), ...on(s('global: {g: 2}')) },
    user: 'global: {g: null}',
    values: { global: {}, s: { global: { g: 1 } } },
  },
  {
    title: 'globals reach grandchildren',
    chart: p('', s('global: {h: 1}', { charts: [{ name: 'g', values: 'global: {i: 1}' }] })),
    user: 'global: {g: 1}',
    values: { global: { g: 1 }, s: { global: { g: 1, h: 1 }, g: { global: { g: 1, h: 1, i: 1 } } } },
  },
];

const dep = (name: string, more: object = {}): { name: string } => ({ name, ...more });
const root = (values: string, dependencies: { name: string }[] | undefined, ...charts: ChartSketch[]): ChartSketch => ({
  name: 'p',
  values,
  charts,
  ...(dependencies === undefined ? {} : { dependencies }),
});

const nested = s('', { charts: [{ name: 'g', values: 'enabled: false' }], dependencies: [dep('g', { condition: 'g.enabled' })] });

export const DEPENDENCY_CASES: readonly MergeCase[] = [
  { title: 'no list: nothing below is examined', chart: root('', undefined, nested), paths: ['p/charts/s', 'p/charts/s/charts/g'] },
  { title: 'an empty list: nested conditions hold', chart: root('', [], nested), paths: ['p/charts/s'] },
  { title: 'an unlisted chart is enabled', chart: root('', [dep('s')], s(''), { name: 'x' }), paths: ['p/charts/s', 'p/charts/x'] },
  { title: 'a version that does not fit loses the alias', chart: root('', [dep('s', { version: '^2', alias: 'al' })], s('')), paths: ['p/charts/s'] },
  { title: 'an empty version fits nothing', chart: root('', [dep('s', { version: '', alias: 'al' })], s('')), paths: ['p/charts/s'] },
  { title: 'a condition removes by name all the same', chart: root('s: {up: false}', [dep('s', { version: '^2', condition: 's.up' })], s('')), paths: [] },
  {
    title: 'aliases are copies',
    chart: root('', [dep('s', { alias: 'a1' }), dep('s', { alias: 'a2' }), dep('s')], s('v: 0')),
    user: '{a1: {v: 1}, a2: {v: 2}}',
    paths: ['p/charts/a1', 'p/charts/a2', 'p/charts/s'],
    values: { a1: { v: 1, global: {} }, a2: { v: 2, global: {} }, s: { v: 0, global: {} } },
  },
  { title: 'the default of the child decides', chart: root('', [dep('s', { condition: 's.enabled' })], s('enabled: false')), paths: [] },
  { title: 'the user decides over the default', chart: root('s: {enabled: false}', [dep('s', { condition: 's.enabled' })], s('')), user: 's: {enabled: true}', paths: ['p/charts/s'] },
  { title: 'the first boolean decides', chart: root('{a: x, b: false, c: true}', [dep('s', { condition: 'no,a,b,c' })], s('')), paths: [] },
  { title: 'a path after a space is never found', chart: root('{b: false}', [dep('s', { condition: 'a, b' })], s('')), paths: ['p/charts/s'] },
  { title: 'a name with a dot is a path as well', chart: root('s: {x: {g: {up: false}}}', [dep('s.x')], { name: 's.x', charts: [{ name: 'g' }], dependencies: [dep('g', { condition: 'g.up' })] }), paths: ['p/charts/s.x'] },
  { title: 'a text is no boolean', chart: root('{b: "false"}', [dep('s', { condition: 'b' })], s('')), paths: ['p/charts/s'] },
  { title: 'a false tag disables', chart: root('tags: {t: false}', [dep('s', { tags: ['t', 'u'] })], s('')), paths: [] },
  { title: 'one true tag enables', chart: root('tags: {t: false, u: true}', [dep('s', { tags: ['t', 'u'] })], s('')), paths: ['p/charts/s'] },
  { title: 'a condition overrides tags', chart: root('{tags: {t: false}, s: {up: true}}', [dep('s', { tags: ['t'], condition: 's.up' })], s('')), paths: ['p/charts/s'] },
  {
    title: 'tags of a nested chart are looked up at the root, its own are a fallback',
    chart: root('tags: {t: true}', [dep('s')], s('tags: {t: false, u: false}', { charts: [{ name: 'g' }, { name: 'h' }], dependencies: [dep('g', { tags: ['t'] }), dep('h', { tags: ['u'] })] })),
    paths: ['p/charts/s', 'p/charts/s/charts/g'],
  },
  {
    title: 'a global condition of a child is seen below the child',
    chart: root('global: {x: false}', [dep('s')], s('', { charts: [{ name: 'g' }], dependencies: [dep('g', { condition: 'global.x' })] })),
    paths: ['p/charts/s'],
  },
  {
    title: 'imports fill what the parent lacks',
    chart: root('{a: 1, e: null}', [dep('s', { importValues: ['data', { child: 'sub.t', parent: 'x.z' }] })], s('{exports: {data: {a: 2, b: 2, e: 2}}, sub: {t: {k: 1}}}')),
    values: { a: 1, e: null, b: 2, x: { z: { k: 1 } }, s: { exports: { data: { a: 2, b: 2, e: 2 } }, sub: { t: { k: 1 } }, global: {} } },
  },
  {
    title: 'imports see no user values, and lose against them',
    chart: root('', [dep('s', { importValues: [{ child: 'd', parent: '.' }] })], s('d: {a: 1, b: 1}')),
    user: '{a: 5, s: {d: {b: 7}}}',
    values: { a: 5, b: 1, s: { d: { a: 1, b: 7 }, global: {} } },
  },
  { title: 'an import of nothing is skipped', chart: root('a: 1', [dep('s', { importValues: ['gone'] })], s('')), values: { a: 1, s: { global: {} } } },
  {
    title: 'of two imports the first wins, and changes the table of the child',
    chart: root('', [dep('s', { importValues: [{ child: 'd', parent: 'm' }, { child: 'e', parent: 'm' }] })], s('{d: {k: {a: 1}}, e: {k: {a: 2, b: 2}}}')),
    values: { m: { k: { a: 1, b: 2 } }, s: { d: { k: { a: 1, b: 2 } }, e: { k: { a: 2, b: 2 } }, global: {} } },
  },
  {
    title: 'an unlisted chart below an alias keeps the path of the original',
    chart: root('', [dep('s', { alias: 'x1' }), dep('s', { alias: 'x2' })], s('', { charts: [{ name: 'g' }] })),
    paths: ['p/charts/s/charts/g', 'p/charts/s/charts/g', 'p/charts/x1', 'p/charts/x2'],
  },
  {
    title: 'a nested alias holds below the first alias only',
    chart: root('', [dep('s', { alias: 'x1' }), dep('s', { alias: 'x2' })], s('', { charts: [{ name: 'g' }], dependencies: [dep('g', { alias: 'gg' })] })),
    paths: ['p/charts/x1', 'p/charts/x1/charts/gg', 'p/charts/x2', 'p/charts/x2/charts/g'],
  },
  {
    title: 'a root value clashes with a chart two levels down',
    chart: root('', [], s('', { ...on({ name: 'g' }) })),
    user: 'g: 5',
    conflicts: ['g'],
  },
];
