import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatFunctions, formatPieces, goQuote } from '../../../src/evaluate/functions/format.js';
import { GoList, GoStruct, Entry, HOLE_MARKER, Hole, int, type GoValue } from '../../../src/value/index.js';
import { describeTable } from './go-table.js';

describeTable('format', formatFunctions);

const printf = (format: string, ...args: GoValue[]): GoValue => formatFunctions['printf']!.run(format, ...args);

describe('printf of what Go has no literal for', () => {
  const hole = new Hole('required', 'a value is missing');
  const version = new GoStruct('*semver.Version', new Map([['Major', new Entry(int(1), null)]]), {}, () => '1.2.3');
  const certificate = new GoStruct('sprig.certificate', new Map([['Cert', new Entry('c', null)], ['Key', new Entry('k', null)]]));

  it.each<[string, GoValue, string]>([
    ['%s', hole, HOLE_MARKER],
    ['%d', hole, HOLE_MARKER],
    ['%v', GoList.of([hole, 1]), `[${HOLE_MARKER} 1]`],
    ['%s', version, '1.2.3'],
    ['%8v|', version, '   1.2.3|'],
    ['%v', certificate, '{c k}'],
    ['%+v', certificate, '{Cert:c Key:k}'],
    ['%#v', certificate, 'sprig.certificate{Cert:"c", Key:"k"}'],
    ['%v', undefined, '<nil>'],
    ['%s', undefined, '%!s(<nil>)'],
  ])('%s', (format, value, expected) => {
    expect(printf(format, value)).toBe(expected);
  });

  it('an address is unknown', () => {
    expect(printf('%p', GoList.of([]))).toBe(HOLE_MARKER);
  });
});

const shown = (format: string, ...args: GoValue[]): (string | [number, string])[] => {
  const { text, pieces } = formatPieces(format, args);
  return pieces.map(({ start, end, arg }) => (arg === null ? text.slice(start, end) : [arg, text.slice(start, end)]));
};

describe('formatPieces', () => {
  it.each<[string, GoValue[], (string | [number, string])[]]>([
    ['%s/%s:%s', ['docker.io', 'nginx', '1.25'], [[0, 'docker.io'], '/', [1, 'nginx'], ':', [2, '1.25']]],
    ['%s%s', ['', 'a'], [[0, ''], [1, 'a']]],
    ['%q', ['a'], ['"', [0, 'a'], '"']],
    ['%5s|', ['ab'], ['   ', [0, 'ab'], '|']],
    ['%[2]s:%[1]s', ['a', 'b'], [[1, 'b'], ':', [0, 'a']]],
    ['%v', [1e6], [[0, '1e+06']]],
    ['%.2f', [1.005], [[0, '1.00']]],
    ['%s', [1.2], ['%!s(float64=', [0, '1.2'], ')']],
    ['%s', [], ['%!s(MISSING)']],
    ['x', ['a', null], ['x', '%!(EXTRA ', 'string=', [0, 'a'], ', ', [1, '<nil>'], ')']],
  ])('%s', (format, args, expected) => {
    expect(shown(format, ...args)).toEqual(expected);
  });

  it('covers what printf gives, whatever the format', () => {
    const formats = fc.array(fc.constantFrom('%', 's', 'v', 'd', '5', '-', '.', '*', '[1]', '[', 'x', 'é', ' ', 'q'), { maxLength: 8 });
    const args = fc.array(fc.constantFrom<GoValue>('x', '', null, 1.5, int(3), true, GoList.of(['a'])), { maxLength: 3 });
    fc.assert(
      fc.property(formats, args, (parts, values) => {
        const { text, pieces } = formatPieces(parts.join(''), values);
        expect(text).toBe(printf(parts.join(''), ...values));
        expect(pieces.map((piece) => text.slice(piece.start, piece.end)).join('')).toBe(text);
      }),
    );
  });
});

describe('goQuote', () => {
  it.each([
    ['', '""'],
    ['a"\\\n', '"a\\"\\\\\\n"'],
    ['\u0001\u007f\u00ad\u{e0001}', '"\\x01\\x7f\\u00ad\\U000e0001"'],
    ['é😀', '"é😀"'],
    ['\ud800', '"\ufffd"'],
  ])('%j', (text, expected) => {
    expect(goQuote(text)).toBe(expected);
  });
});

it('a result beyond the budget is a hole', () => {
  expect(printf('%1000000d'.repeat(20), ...Array.from({ length: 20 }, () => int(1)))).toMatchObject({ reason: 'limit' });
});
