import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { renderText } from '../release/render.js';

/** A template with the text that helm makes of it, or its error: null where Go has other words for it. */
type Row = readonly [group: string, template: string, result: string | { readonly error: string | null }];

/** What `.Values` holds in all rows. */
const VALUES = `
a: 1
b: 1000000
tag: 1.20
datetag: 20240101
s: x
str5: "5"
nul: null
e: ""
l: [1, "a", null, true, 1.5]
ls: [b, a]
el: []
em: {}
m: {k: v, p: {c: null}}
ff: false
z: 0
t: "{{ .Values.s }}-{{ .Release.Name }}"
`;

const rows = ['language', 'functions'].flatMap((name) => JSON.parse(readFileSync(new URL(`./tables/${name}.json`, import.meta.url), 'utf8')) as Row[]);

describe.each([...new Set(rows.map(([group]) => group))])('%s as in helm', (group) => {
  test.each(rows.filter(([own]) => own === group).map(([, template, result]) => [template, result] as const))('%s', (template, result) => {
    const { text, errors } = renderText(template, VALUES);
    if (typeof result === 'string') expect({ text, errors }).toEqual({ text: result, errors: [] });
    else if (result.error === null) expect(errors).not.toEqual([]);
    else expect(errors[0]).toBe(result.error);
  });
});
