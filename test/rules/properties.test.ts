import { describe, expect, it } from 'vitest';
import { toPlain } from '../../src/value/index.js';
import { readProperties } from '../../src/rules/properties.js';
import { sourceSpot } from '../../src/rules/index.js';
import { SourceFile } from '../../src/source/index.js';
import type { GoMap } from '../../src/value/index.js';

const read = (text: string): unknown => toPlain(readProperties(new SourceFile('x', text)));

describe('readProperties', () => {
  it.each([
    ['a=1\nb.c : two words \n# d=3\nnothing\n', [{ a: '1', 'b.c': 'two words' }]],
    ['a = "x"\r\nb = \'y\'\r\n', [{ a: 'x', b: 'y' }]],
    ['[[runners]]\nimage = "a:1"\n[[runners]]\nimage = "b:2"\n', [{}, { image: 'a:1' }, { image: 'b:2' }]],
    ['image=a:1\nimage=b:2\n', [{ image: 'a:1' }, { image: 'b:2' }]],
    ['a=\n=b\n', [{}]],
    ['', [{}]],
  ])('%j', (text, expected) => expect(read(text)).toEqual(expected));

  it('knows where values stand', () => {
    const list = readProperties(new SourceFile('x', 'first = 1\nimage = "a:1"  \n'));
    const entry = (list.entries[0]!.value as GoMap).entries.get('image')!;
    const spot = sourceSpot(entry, 0, 3)!;
    expect(spot.file.text.slice(spot.start, spot.end)).toBe('a:1');
  });
});
