import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SourceFile } from '../../src/source/index.js';
import { GoMap } from '../../src/value/index.js';
import { coalesceValues, enableDependencies, readUserValues } from '../../src/values/index.js';
import { chartOf, plain, yamlMap } from '../values/chart-of.js';
import { silent, sketch, tree } from './value-trees.js';

function valuesOf(chart: ReturnType<typeof chartOf>, user: GoMap): unknown {
  const { root, userValues } = enableDependencies(chart, user, silent, 'as-given');
  return plain(coalesceValues(root, userValues, silent));
}

describe('coalescing', () => {
  it('changes neither charts nor user values, and gives the same again', () => {
    fc.assert(
      fc.property(sketch, tree, (drawn, user) => {
        const chart = chartOf(drawn);
        const values = yamlMap(JSON.stringify(user));
        const before = plain(values);
        const { root, userValues } = enableDependencies(chart, values, silent, 'all-enabled');
        const first = coalesceValues(root, userValues, silent);
        const printed = plain(first);
        scribble(first);
        expect(plain(coalesceValues(root, userValues, silent))).toEqual(printed);
        expect(plain(values)).toEqual(before);
        expect(plain(chart.values)).toEqual(plain(yamlMap(drawn.values ?? '')));
        expect(valuesOf(chart, values)).toEqual(valuesOf(chartOf(drawn), values));
      }),
      { numRuns: 60 },
    );
  });

  it('takes a user value that is not null as it is, unless it is a table', () => {
    fc.assert(
      fc.property(sketch, fc.constantFrom('a', 'b', 'c'), fc.constantFrom<unknown>(true, 1, 'x', [2]), (drawn, name, value) => {
        expect(valuesOf(chartOf(drawn), yamlMap(JSON.stringify({ [name]: value })))).toMatchObject({ [name]: value });
      }),
      { numRuns: 60 },
    );
  });

  it('deletes what the user nulls, where the chart has a default', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('a', 'b', 'c'), (defaults, name) => {
        const values = valuesOf(chartOf({ name: 'p', values: JSON.stringify({ ...defaults, [name]: 1 }) }), yamlMap(`${name}: null`));
        expect(values).not.toHaveProperty(name);
      }),
      { numRuns: 60 },
    );
  });
});

describe('values files', () => {
  const read = (...files: unknown[]): unknown =>
    plain(readUserValues({ valuesFiles: files.map((file, at) => new SourceFile(`${at}.yaml`, JSON.stringify(file))) }, silent));

  it('do nothing when empty, or given twice', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        expect(read(a, {})).toEqual(read(a));
        expect(read({}, a)).toEqual(read(a));
        expect(read(a, b, b)).toEqual(read(a, b));
      }),
      { numRuns: 60 },
    );
  });

  it('win when later, as far as they reach', () => {
    fc.assert(
      fc.property(tree, tree, (a, b) => {
        expect(read(a, b)).toMatchObject(b);
      }),
      { numRuns: 60 },
    );
  });
});

describe('--set', () => {
  it('never throws, whatever the text', () => {
    const part = fc.constantFrom('a', '.', '=', ',', '[', ']', '0', '{', '}', '\\', '-1', '"', ' ', 'é', '\u{1F600}');
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('');
        const sources = { set: [text], setString: [text], setJson: [text], setLiteral: [text], setFile: [{ argument: text, read: () => null }] };
        expect(readUserValues(sources, silent)).toBeInstanceOf(GoMap);
      }),
    );
  });
});

function scribble(map: GoMap): void {
  for (const { value } of map.entries.values()) if (value instanceof GoMap) scribble(value);
  map.set('scribbled', true);
}
