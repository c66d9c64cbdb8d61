import fc from 'fast-check';
import { expect, it } from 'vitest';
import { deepCopy, GoList, GoMap, type GoValue, type Place } from '../../src/value/index.js';
import { coalesceValues, enableDependencies, layOver, overlay } from '../../src/values/index.js';
import { chartOf, plain, yamlMap } from '../values/chart-of.js';
import { silent, sketch, tree } from './value-trees.js';

/** Every container with its place. */
function placesIn(value: GoValue, found: (Place | null)[] = []): (Place | null)[] {
  if (value instanceof GoMap) {
    found.push(value.place);
    for (const key of value.sortedKeys()) placesIn(value.get(key), found);
  } else if (value instanceof GoList) {
    found.push(value.place);
    value.entries.forEach((entry) => placesIn(entry.value, found));
  }
  return found;
}

it('values laid over merged ones give what merging all of them gives, and can be taken back', () => {
  let laid = 0;
  fc.assert(
    fc.property(sketch, tree, tree, (drawn, user, over) => {
      const { root, userValues } = enableDependencies(chartOf(drawn), yamlMap(JSON.stringify(user)), silent, 'as-given');
      const further = yamlMap(JSON.stringify(over));
      const values = coalesceValues(root, userValues, silent);
      const before = plain(values);
      const takeBack = layOver(root, values, further, userValues);
      if (takeBack !== null) {
        laid++;
        const merged = coalesceValues(root, overlay(deepCopy(userValues), further), silent);
        expect(plain(values)).toEqual(plain(merged));
        expect(placesIn(values)).toEqual(placesIn(merged));
        takeBack();
      }
      expect(plain(values)).toEqual(before);
    }),
    { numRuns: 1000 },
  );
  expect(laid).toBeGreaterThan(100);
});
