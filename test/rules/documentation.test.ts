import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadPacks, runExamples } from '../../src/rules/index.js';
import type { Form } from '../../src/form/index.js';
import { LEVELS } from '../../src/rules/rule.js';
import { RULE_KINDS, ruleForm } from '../../src/rules/rule-form.js';
import { SourceFile } from '../../src/source/index.js';

const page = readFileSync(new URL('../../docs/rule-packs.md', import.meta.url), 'utf8');

describe('docs/rule-packs.md', () => {
  it('names every level as the program does', () => {
    for (const [level, meaning] of Object.entries(LEVELS)) expect(page).toContain(`| \`${level}\` | ${meaning} |`);
  });

  it.each(RULE_KINDS)('describes all keys of %s', (kind) => {
    const keysOf = (form: Form): string[] => {
      if (form.is === 'list') return keysOf(form.of);
      return form.is === 'map' ? Object.entries(form.keys).flatMap(([key, { form: inner }]) => [key, ...keysOf(inner)]) : [];
    };
    expect(page).toContain(`| \`${kind}\` |`);
    for (const key of keysOf(ruleForm(kind))) expect(page).toMatch(new RegExp(`\\b${key}\\b`));
  });

  it('shows a rule that is accepted', () => {
    const rule = /```yaml\n(# yaml-language-server[^]*?)```/.exec(page)![1]!;
    const pack = new SourceFile('mentions/pack.yaml', '{ id: mentions, title: t, reason: r }');
    expect(loadPacks([pack, new SourceFile('mentions/image-argument.yaml', rule)]).problems).toEqual([]);
  });

  it('shows a rule that takes back, which does what its examples say', () => {
    const text = /```yaml\n(id: in-house[^]*?)```/.exec(page)![1]!;
    const { packs, problems } = loadPacks([new SourceFile('in-house/pack.yaml', '{ id: in-house, title: t, reason: r }'), new SourceFile('in-house/promotions.yaml', text)]);
    expect(problems).toEqual([]);
    expect(runExamples(packs[0]!.rules[0]!).map(({ example, ok }) => [example, ok])).toEqual([['fires[0]', true], ['silent[0]', true]]);
  });
});
