import { describe, expect, test } from 'vitest';
import { compareLists, isDifferent, readImageList, renderDifference, type ListDifference } from '../../src/diff/index.js';

const compare = (old: string, current: string): ListDifference => compareLists(readImageList(old).images, readImageList(current).images);
const text = (old: string, current: string): string => renderDifference(compare(old.replaceAll(' ', '\n'), current.replaceAll(' ', '\n')), 'text');
const report = (...images: [string, string][]): string => JSON.stringify(images.map(([reference, status]) => ({ reference, status })));

test.each([
  ['', '', ''],
  ['a:1 b:1', 'b:1 a:1', ''],
  ['redis:7', 'docker.io/library/redis:7', ''],
  ['a', 'a:latest', ''],
  ['a:1', 'a:1 b:1', '+ b:1\n'],
  ['a:1 b:1', 'a:1', '- b:1\n'],
  ['a:1', 'a:2', '~ a:1 -> a:2\n'],
  ['redis:7', 'docker.io/library/redis:8', '~ redis:7 -> docker.io/library/redis:8\n'],
  // A further tag of a repository replaces nothing.
  ['a:1', 'a:1 a:2', '+ a:2\n'],
  ['a:1 a:2', 'a:2', '- a:1\n'],
  ['a:2 a:1', 'a:4 a:1 a:3', '~ a:2 -> a:3, a:4\n'],
  ['quay.io/a:1', 'ghcr.io/a:1', '- quay.io/a:1\n+ ghcr.io/a:1\n'],
  ['c:1 a:1', 'd:1 b:1', '- a:1\n- c:1\n+ b:1\n+ d:1\n'],
  ['a:1', `a:1@sha256:${'0'.repeat(64)}`, `~ a:1 -> a:1@sha256:${'0'.repeat(64)}\n`],
])('%j to %j', (old, current, expected) => {
  expect(text(old, current)).toBe(expected);
  expect(isDifferent(compare(old.replaceAll(' ', '\n'), current.replaceAll(' ', '\n')))).toBe(expected !== '');
});

test('a status changes only where both sides give one', () => {
  const old = report(['a:1', 'rendered'], ['b:1', 'optional'], ['c:1', 'catalog']);
  const current = report(['b:1', 'rendered'], ['a:1', 'optional'], ['c:1', 'catalog']);
  expect(renderDifference(compare(old, current), 'text')).toBe('* a:1 rendered -> optional\n* b:1 optional -> rendered\n');
  expect(isDifferent(compare(old, current))).toBe(true);
  expect(compare('a:1\nb:1\nc:1', current).status_changed).toEqual([]);
  expect(compare(old, 'a:1\nb:1\nc:1').status_changed).toEqual([]);
});

describe('formats', () => {
  const old = report(['a:1', 'rendered'], ['b:1', 'rendered'], ['c:1', 'rendered'], ['e:1', 'rendered']);
  const current = report(['a:1', 'optional'], ['b:2', 'rendered'], ['d:1', 'catalog'], ['e:1', 'rendered']);

  test('JSON', () => {
    expect(JSON.parse(renderDifference(compare(old, current), 'json'))).toEqual({
      added: [{ reference: 'd:1', status: 'catalog' }],
      removed: [{ reference: 'c:1', status: 'rendered' }],
      retagged: [{ name: 'docker.io/library/b', old: [{ reference: 'b:1', status: 'rendered' }], new: [{ reference: 'b:2', status: 'rendered' }] }],
      status_changed: [{ reference: 'a:1', old: 'rendered', new: 'optional' }],
      common: 2,
    });
  });

  test('Markdown', () => {
    expect(renderDifference(compare(old, current), 'markdown')).toBe(`### Added (1)

| Image | Status |
| --- | --- |
| \`d:1\` | catalog |

### Removed (1)

| Image | Status |
| --- | --- |
| \`c:1\` | rendered |

### Retagged (1)

| Before | After |
| --- | --- |
| \`b:1\` | \`b:2\` |

### Status changed (1)

| Image | Before | After |
| --- | --- | --- |
| \`a:1\` | rendered | optional |
`);
  });

  test('Markdown of no difference says so', () => {
    expect(renderDifference(compare(old, old), 'markdown')).toBe('No difference, 4 in common.\n');
  });
});
