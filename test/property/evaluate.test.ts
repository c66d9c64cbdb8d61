import fc from 'fast-check';
import { expect, test } from 'vitest';
import { errorsOf, oneTemplate, render, renderText } from '../release/render.js';
import { templateText } from './template-text.js';

const VALUES = 'a: 1\nlist: [1, x, null]\nmap: {k: v, l: [a]}\nt: "{{ .Release.Name }}-{{ .Values.a }}"\n';

test('any text is evaluated to its end, twice to the same', () => {
  fc.assert(
    fc.property(templateText, (text) => {
      const first = renderText(text, VALUES);
      expect(renderText(text, VALUES)).toEqual(first);
    }),
    { numRuns: 500 },
  );
});

test('an error in one file changes no other', () => {
  fc.assert(
    fc.property(templateText.filter((text) => !/define|block/.test(text)), (text) => {
      const { texts } = render({ ...oneTemplate(text), 'templates/other.yaml': '{{ .Values.map | toYaml }}' }, VALUES);
      expect(texts['c/templates/other.yaml']).toBe('k: v\nl:\n- a');
    }),
    { numRuns: 300 },
  );
});

test('text without actions comes out byte for byte', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }).filter((text) => !text.includes('{{') && !text.includes('<no value>') && !text.startsWith('\ufeff') && !/\p{Surrogate}/u.test(text)), (text) => {
      expect(renderText(text)).toEqual({ text, errors: [] });
    }),
  );
});

const literal = fc.string({ unit: 'grapheme', maxLength: 30 }).filter((text) => !text.includes('<no value>') && !/\p{Surrogate}|zqh/u.test(text));

test('a string literal prints its value, quoted or through a value, tpl or include', () => {
  fc.assert(
    fc.property(literal, (text) => {
      const go = JSON.stringify(text).replaceAll('\u007f', '\\u007f');
      expect(renderText(`{{ ${go} }}`)).toEqual({ text, errors: [] });
      expect(renderText('{{ .Values.x }}{{ define "h" }}{{ . }}{{ end }}|{{ include "h" .Values.x }}|{{ tpl "{{ . }}" .Values.x }}', `x: ${JSON.stringify(text)}`)).toEqual({ text: `${text}|${text}|${text}`, errors: [] });
    }),
    { numRuns: 200 },
  );
});

const scalar = fc.oneof(fc.integer(), fc.boolean(), literal, fc.constant(null));
const plain = fc.dictionary(fc.stringMatching(/^[a-z]{1,4}x$/), fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), fc.dictionary(fc.stringMatching(/^[a-z]{1,4}x$/), scalar, { maxKeys: 3 })), { maxKeys: 4 });

test('values written as JSON or YAML and read again are the same', () => {
  fc.assert(
    fc.property(plain, (values) => {
      const template = '{{ toJson .Values.v }}@@{{ toYaml .Values.v | fromYaml | toJson }}@@{{ toJson .Values.v | fromJson | toJson }}@@{{ deepCopy .Values.v | toJson }}';
      const { text, errors } = renderText(template, JSON.stringify({ v: values }));
      expect(errors).toEqual([]);
      expect(new Set(text.split('@@')).size).toBe(1);
    }),
    { numRuns: 200 },
  );
});

test('a condition takes one side', () => {
  fc.assert(
    fc.property(scalar, (value) => {
      const { texts, problems } = render(oneTemplate('{{ if .Values.x }}T{{ else }}F{{ end }}{{ if not .Values.x }}F{{ else }}T{{ end }}{{ with .Values.x }}T{{ else }}F{{ end }}'), JSON.stringify({ x: value }));
      expect(errorsOf({ texts, problems, order: [] })).toEqual([]);
      const side = value === null || value === false || value === 0 || value === '' ? 'F' : 'T';
      expect(texts['c/templates/t.yaml']).toBe(side.repeat(3));
    }),
  );
});
