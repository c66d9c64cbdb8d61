import { describe, expect, it } from 'vitest';
import { isReference } from '../../src/rules/level.js';
import type { Level } from '../../src/rules/rule.js';

const HEX = '0123456789abcdef'.repeat(4);

describe('isReference', () => {
  it.each<[string, Level, boolean]>([
    ['nginx', 'name', true],
    ['nginx', 'reference', false],
    ['example/app', 'reference', true],
    ['example/app', 'tagged', false],
    ['nginx:1.27', 'tagged', true],
    ['nginx:1.27', 'qualified', false],
    ['quay.io/a:1', 'qualified', true],
    ['localhost:5000/a:1', 'qualified', true],
    [`a@sha256:${HEX}`, 'tagged', true],
    ['Example/App:1', 'name', false],
    ['', 'name', false],
    ['a'.repeat(600), 'name', false],
  ])('%s as %s: %s', (text, level, expected) => expect(isReference(text, level)).toBe(expected));

  it.each(['static/logo.png', 'logo.PNG', 'logo.png:news', 'disks/fedora.qcow2', 'images/app.tar:1', `sha256:${HEX}`])('%s is a file or an id', (text) => {
    expect(isReference(text, 'name')).toBe(false);
  });

  it.each(['example/png', 'example/app:1.png', 'png:1', 'sha256:abc'])('%s only resembles one', (text) => {
    expect(isReference(text, 'name')).toBe(true);
  });
});
