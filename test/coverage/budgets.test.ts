import { describe, expect, test } from 'vitest';
import type { Tree } from '../chart/tree.js';
import { pod, scanTree } from '../scan/scan-tree.js';

/** Helpers that each ask the next one twice, and the last asks the cluster: followed to their end, they double with every level. */
function asking(levels: number): Tree {
  const helpers = Array.from({ length: levels }, (_, at) => `{{ define "h${at}" }}{{ if or (eq (include "h${at + 1}" .) "x") (eq (include "h${at + 1}" .) "y") }}x{{ end }}{{ end }}`);
  const last = `{{ define "h${levels}" }}{{ if .Capabilities.APIVersions.Has "q/v1" }}x{{ end }}{{ end }}`;
  return { 'templates/_h.tpl': [...helpers, last].join('\n'), 'templates/t.yaml': `{{ if eq (include "h0" .) "x" }}\n${pod('a:1')}{{ end }}` };
}

describe('helpers that ask helpers', () => {
  test('what is asked about a condition leaves the file its budget', async () => {
    const { images, diagnostics } = await scanTree(asking(14));
    expect(images.map(({ reference, status }) => [reference, status])).toEqual([['a:1', 'optional']]);
    expect(diagnostics).toEqual([]);
  });

  test('a further pass that a budget ends is told', async () => {
    const { images, diagnostics } = await scanTree(asking(18));
    expect(images).toEqual([]);
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([['limit-reached', 'c/templates/t.yaml was not evaluated to its end with other branches taken; some were not looked at']]);
  });
});
