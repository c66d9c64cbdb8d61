import { describe, expect, it } from 'vitest';
import { NameGlobs } from '../../src/rules/glob.js';

describe('NameGlobs', () => {
  it.each([
    ['*image', 'sidecarImage', true],
    ['*image', 'image', true],
    ['*image', 'imageTag', false],
    ['image*', 'imageTag', true],
    ['related_image_*', 'RELATED_IMAGE_PROXY', true],
    ['*a*b', 'ab', true],
    ['*a*b', 'ba', false],
    ['a*a', 'a', false],
    ['a*b*a', 'aba', true],
    ['*', '', true],
    ['a.c', 'abc', false],
  ])('%s and %s', (glob, name, expected) => {
    expect(new NameGlobs([glob]).matches(name)).toBe(expected);
    // the second answer is the remembered one
    const globs = new NameGlobs(['nothing', glob]);
    globs.matches(name);
    expect(globs.matches(name)).toBe(expected);
  });

  it('knows in which texts a name may occur', () => {
    expect(new NameGlobs(['*image', 'foo']).occursIn('an image of it')).toBe(true);
    expect(new NameGlobs(['*image', 'foo']).occursIn('nothing')).toBe(false);
  });
});
