import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { satisfies, SemverError, Version } from '../../src/semver/index.js';

const number = fc.integer({ min: 0, max: 3 });
const prerelease = fc.constantFrom('', '', '-0', '-1', '-10', '-a', '-a.1', '-a.b', '-b');
const version = fc.tuple(number, number, number, prerelease).map(([a, b, c, pre]) => `${a}.${b}.${c}${pre}`);

describe('laws of versions', () => {
  it('comparing is a total order', () => {
    fc.assert(
      fc.property(version, version, version, (a, b, c) => {
        const [x, y, z] = [a, b, c].map((text) => Version.parse(text)) as [Version, Version, Version];
        expect(Math.sign(x.compare(y)) + Math.sign(y.compare(x))).toBe(0);
        if (x.compare(y) <= 0 && y.compare(z) <= 0) expect(x.compare(z)).toBeLessThanOrEqual(0);
      }),
    );
  });

  it('what is not above is below or equal, pre-releases admitted', () => {
    fc.assert(
      fc.property(version, version, (a, b) => {
        const bound = b.includes('-') ? b : `${b}-0`;
        expect(satisfies(`>${bound}`, a)).toBe(satisfies(`<=${bound}`, a) === false);
        expect(satisfies(`!=${bound}`, a)).toBe(satisfies(`=${bound}`, a) === false);
      }),
    );
  });

  it('any text is answered or refused, whatever its length', () => {
    const text = fc.string({ unit: fc.constantFrom('1', 'x', '.', '-', ' ', ',', '|', '>', '=', '~', '^', 'v', 'a', '+', '*'), maxLength: 600 });
    fc.assert(
      fc.property(text, version, (constraint, against) => {
        const result = satisfies(constraint, against);
        expect(typeof result === 'boolean' || result instanceof SemverError).toBe(true);
      }),
    );
  });
});
