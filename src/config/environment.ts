import { delimiter } from 'node:path';
import { diagnosticRecord, nearest, type DiagnosticRecord } from '../source/index.js';
import type { Form } from '../form/index.js';
import { PREFIX, variable } from './find.js';
import { SETTING_PATHS, settingKey, type SettingPath } from './keys.js';
import type { Given, Layer } from './layer.js';

/** Variables that are no settings: they are needed before there are settings. */
const OTHERS = ['CONFIG', 'LOG', 'LOG_PATH'];

/** Flags that are short for a value of a setting, which goes first where both are there. */
const SHORT: Readonly<Record<string, { readonly path: SettingPath; readonly value: unknown }>> = {
  JSON: { path: 'format', value: 'json' },
  NO_PARALLEL: { path: 'workers', value: 1 },
  NO_CACHE: { path: 'cache', value: false },
};

/** `rules.paths` is `RULES`, every other setting goes by its own path: `RULES_DISABLE`. */
const nameOf = (path: SettingPath): string => (path === 'rules.paths' ? 'RULES' : path.toUpperCase().replace('.', '_'));

/** The settings of environment variables. */
export function readEnvironment(env: NodeJS.ProcessEnv, problems: DiagnosticRecord[]): Layer {
  const layer = new Map<SettingPath, Given>();
  const known = [...OTHERS, ...Object.keys(SHORT)];
  for (const path of SETTING_PATHS) {
    const { form, variable: use } = settingKey(path);
    if (use === 'none') continue;
    known.push(nameOf(path));
    const found = variable(env, nameOf(path));
    if (found === null) continue;
    const read = readText(form, found.text, use === 'whole' ? null : use === 'paths' ? delimiter : ',');
    if ('problem' in read) problems.push(invalid(found.name, read.problem));
    else layer.set(path, { value: read.value, source: { layer: 'environment', name: found.name, line: null, column: null } });
  }
  readShort(env, layer, problems);
  reportUnknown(env, known, problems);
  return layer;
}

function readShort(env: NodeJS.ProcessEnv, layer: Map<SettingPath, Given>, problems: DiagnosticRecord[]): void {
  for (const [short, { path, value }] of Object.entries(SHORT)) {
    const found = variable(env, short);
    if (found === null) continue;
    const read = readSwitch(found.text);
    if ('problem' in read) problems.push(invalid(found.name, read.problem));
    else if (read.value === true && !layer.has(path)) layer.set(path, { value, source: { layer: 'environment', name: found.name, line: null, column: null } });
  }
}

const invalid = (name: string, problem: string): DiagnosticRecord => diagnosticRecord({ code: 'config-invalid', severity: 'error', message: `the environment variable ${name} ${problem}` });

type Read = { readonly value: unknown } | { readonly problem: string };

/** @param separator of lists; null: the text is one item */
function readText(form: Form, text: string, separator: string | null): Read {
  switch (form.is) {
    case 'switch':
      return readSwitch(text);
    case 'number': {
      const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
      const fits = value >= form.min && value <= form.max;
      return fits ? { value } : { problem: `is \`${text}\`, which is no whole number from ${form.min} to ${form.max}` };
    }
    case 'list': {
      const items = separator === null ? [text] : text.split(separator).map((item) => item.trim()).filter((item) => item !== '');
      const read = items.map((item) => readText(form.of, item, null));
      return read.find((item) => 'problem' in item) ?? { value: items };
    }
    case 'text':
      return readWord(form, text);
    default:
      return { problem: 'can only be set in a file' };
  }
}

const ON = new Set(['true', '1', 'yes', 'on']);
const OFF = new Set(['false', '0', 'no', 'off']);

function readSwitch(text: string): Read {
  const word = text.toLowerCase();
  if (ON.has(word)) return { value: true };
  return OFF.has(word) ? { value: false } : { problem: `is \`${text}\`, which is neither true nor false` };
}

function readWord(form: Extract<Form, { is: 'text' }>, text: string): Read {
  if (form.oneOf !== undefined && !form.oneOf.includes(text)) {
    const meant = nearest(text, form.oneOf);
    return { problem: `is \`${text}\`, which is none of ${form.oneOf.join(', ')}${meant === null ? '' : `; did you mean \`${meant}\`?`}` };
  }
  if (form.pattern !== undefined && !new RegExp(form.pattern).test(text)) return { problem: `must be ${form.expects ?? form.pattern}` };
  return { value: text };
}

/** A misspelt variable would do nothing, and nobody would know. The older prefix may be that of others. */
function reportUnknown(env: NodeJS.ProcessEnv, known: readonly string[], problems: DiagnosticRecord[]): void {
  for (const name of Object.keys(env).sort()) {
    if (!name.startsWith(PREFIX) || known.includes(name.slice(PREFIX.length))) continue;
    const meant = nearest(name.slice(PREFIX.length), known);
    const hint = meant === null ? {} : { hint: `Did you mean ${PREFIX}${meant}?` };
    problems.push(diagnosticRecord({ code: 'config-unused', severity: 'warning', message: `the environment variable ${name} is none that this program knows`, ...hint }));
  }
}
