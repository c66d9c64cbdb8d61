import fc from 'fast-check';
import type { ChartSketch } from '../values/chart-of.js';

const key = fc.constantFrom('a', 'b', 'c', 'global', 's', 'g', 'enabled');
/** A table of values. */
export const tree = fc.letrec<{ node: unknown; map: Record<string, unknown> }>((tie) => ({
  node: fc.oneof({ depthSize: 'small' }, fc.constantFrom<unknown>(null, true, 1, 'x', [1], []), tie('map')),
  map: fc.dictionary(key, tie('node'), { maxKeys: 4, noNullPrototype: true }),
})).map;

/** A chart with a dependency that has one. */
export const sketch = fc.record({ root: tree, child: tree, grandchild: tree, listed: fc.boolean() }).map(
  ({ root, child, grandchild, listed }): ChartSketch => ({
    name: 'p',
    values: JSON.stringify(root),
    ...(listed ? { dependencies: [{ name: 's', condition: 's.enabled', importValues: [{ child: 'a', parent: 'b' }] }] } : {}),
    charts: [{ name: 's', values: JSON.stringify(child), charts: [{ name: 'g', values: JSON.stringify(grandchild) }] }],
  }),
);

export const silent = (): void => {};
