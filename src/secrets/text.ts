import { isSecretKey } from './keys.js';

/** What stands in place of a secret. */
export const MASK = '***';

/** Texts that are secrets wherever they stand. Each is linear: no pattern can match a text in two ways. */
const SHAPES: readonly RegExp[] = [
  /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY-----[^]*?(?:-----END [A-Z0-9 ]{0,40}PRIVATE KEY-----|$)/g,
  /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{36,255}\b/g,
  /\bgithub_pat_\w{40,255}\b/g,
  /\bglpat-[\w-]{20,255}/g,
  /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g,
  /\bAIza[\w-]{35}(?![\w-])/g,
  /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,255}\b/g,
  /\bnpm_[A-Za-z0-9]{36}\b/g,
  /\bhv[bs]\.[\w-]{24,255}/g,
  /\bdckr_pat_[\w-]{20,255}/g,
  /\beyJ[\w-]{8,8192}\.eyJ[\w-]{8,8192}\.[\w-]{0,8192}/g,
  /\$2[abxy]\$\d\d\$[./A-Za-z0-9]{53}/g,
];
/** Every shape holds one of these; most texts hold none. */
const HINT = /PRIVATE KEY|A[KS]IA|gh[pousr]_|github_pat_|glpat-|xox[abeoprs]-|AIza|[rs]k_(?:live|test)_|npm_|hv[bs]\.|dckr_pat_|eyJ|\$2[abxy]\$/;
const URL_PASSWORD = /(:\/\/[^\s/:@]{0,255}:)[^\s/@]{1,1024}(?=@)/g;
const BEARER = /\b(Bearer|Basic) +[\w.~+/=-]{8,8192}/gi;
/** What stands before a value, in `key=value`, `key: value` and `"key": "value"`: key, quote behind it, sign. */
const KEY = /([A-Za-z_][\w.-]{0,127})(["']?)([ \t]?(?::=|[:=])[ \t]{0,2})/g;
const VALUE = /"(?:[^"\\\n]|\\.){0,8192}"|'[^'\n]{0,8192}'|[^\s"',;{}[\]()`&|]{1,8192}/y;

/** A text without the secrets that it holds, by their shape or by the key in front of them. */
export function maskText(text: string): string {
  let masked = text;
  if (HINT.test(text)) for (const shape of SHAPES) masked = masked.replace(shape, MASK);
  if (masked.includes('://')) masked = masked.replace(URL_PASSWORD, `$1${MASK}`);
  if (/(?:bearer|basic) /i.test(masked)) masked = masked.replace(BEARER, `$1 ${MASK}`);
  if (!/[:=]/.test(masked)) return masked;
  return maskPairs(masked);
}

/** A value may hold pairs itself (`refused: password=a`), so the search goes on behind the key, unless that is one of a secret. */
function maskPairs(text: string): string {
  let masked = '';
  let done = 0;
  for (const { 0: before, 1: key, 2: quote, 3: sign, index } of text.matchAll(KEY)) {
    if (index < done || !isSecretKey(lastStep(key!))) continue;
    const start = (VALUE.lastIndex = index + before.length);
    const value = VALUE.exec(text)?.[0];
    if (value === undefined || !isText(value)) continue;
    const end = start + value.length;
    const mark = /^["']/.exec(value)?.[0] ?? '';
    if (mark === '' && isProse(quote!, sign!, value, text.slice(end, end + 2))) continue;
    masked += `${text.slice(done, start)}${mark}${MASK}${mark}`;
    done = end;
  }
  return masked + text.slice(done);
}

/** `auth.password` is a password. */
const lastStep = (path: string): string => path.slice(path.lastIndexOf('.') + 1);
const isText = (value: string): boolean => !/^["']?(?:true|false|null|~)?["']?$/i.test(value);

/** A message goes on after the name of the key: `at 'password': got null`, `password: must be set`. */
const isProse = (quote: string, sign: string, value: string, next: string): boolean =>
  sign.includes(':') && (quote !== '' || (/^[a-z]+$/i.test(value) && /^ \S/.test(next)));
