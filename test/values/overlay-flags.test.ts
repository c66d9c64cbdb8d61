import fc from 'fast-check';
import { expect, test } from 'vitest';
import { GoInt, GoList, GoMap, type GoValue } from '../../src/value/index.js';
import { overlayFlags, readUserValues } from '../../src/values/index.js';

test.each<[Record<string, unknown>, string[]]>([
  [{ metrics: { enabled: true, port: 9 } }, ['--set=metrics.enabled=true', '--set=metrics.port=9']],
  [{ kind: 'DaemonSet' }, ['--set-string=kind=DaemonSet']],
  [{ gone: null }, ['--set=gone=null']],
  [{ list: [{}], empty: {}, none: [], part: 1.5 }, ['--set-json=list=[{}]', '--set-json=empty={}', '--set-json=none=[]', '--set-json=part=1.5']],
  [{ 'a.b': { 'c,d=[e]': 'x,y\\z' } }, ['--set-string=a\\.b.c\\,d\\=\\[e\\]=x\\,y\\\\z']],
  [{ text: '{a}', number: '1', truth: 'true' }, ['--set-string=text=\\{a}', '--set-string=number=1', '--set-string=truth=true']],
  [{}, []],
])('%j', (overlay, flags) => {
  expect(overlayFlags(overlay)).toEqual(flags);
});

const key = fc.string({ minLength: 1, maxLength: 6 }).filter((text) => text.trim() === text && text !== '__proto__');
const leaf = fc.oneof(fc.boolean(), fc.integer(), fc.string({ maxLength: 8 }), fc.constant(null));
const overlays = fc.letrec<{ map: Record<string, unknown>; value: unknown }>((tie) => ({
  map: fc.dictionary(key, tie('value'), { maxKeys: 3, noNullPrototype: true }),
  value: fc.oneof({ depthSize: 'small', maxDepth: 3 }, leaf, tie('map'), fc.array(leaf, { maxLength: 3 })),
})).map;

test('read as flags they are the overlay', () => {
  fc.assert(
    fc.property(overlays, (overlay) => {
      const flags = overlayFlags(overlay);
      const of = (name: string): string[] => flags.filter((flag) => flag.startsWith(`${name}=`)).map((flag) => flag.slice(name.length + 1));
      const problems: string[] = [];
      const sources = { set: of('--set'), setString: of('--set-string'), setJson: of('--set-json') };
      const values = readUserValues(sources, ({ message }) => problems.push(message));
      expect(problems).toEqual([]);
      expect(plain(values)).toEqual(overlay);
    }),
  );
});

function plain(value: GoValue): unknown {
  if (value instanceof GoMap) return Object.fromEntries([...value.entries].map(([name, entry]) => [name, plain(entry.value)]));
  if (value instanceof GoList) return value.values().map(plain);
  return value instanceof GoInt ? Number(value.value) : value;
}
