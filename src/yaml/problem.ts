import type { ErrorCode } from 'yaml';

const NO_TOKEN = 'found character that cannot start any token';
const NO_COLON = "could not find expected ':'";
const NO_CONTENT = 'did not find expected node content';
const NO_KEY = 'did not find expected key';
const VALUE_HERE = 'mapping values are not allowed in this context';
const ENTRY_HERE = 'block sequence entries are not allowed in this context';

/** go-yaml v2's wording for what the `yaml` package found; the package's own first line where there is none. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: NO_KEY,
  BLOCK_AS_IMPLICIT_KEY: VALUE_HERE,
  BLOCK_IN_FLOW: NO_CONTENT,
  MULTILINE_IMPLICIT_KEY: NO_COLON,
  TAB_AS_INDENT: NO_TOKEN,
  BAD_SCALAR_START: NO_TOKEN,
  UNEXPECTED_TOKEN: NO_CONTENT,
  BAD_DQ_ESCAPE: 'found unknown escape character',
  KEY_OVER_1024_CHARS: NO_COLON,
};

/** Found while scanning: go-yaml v2 counts these lines from one, the others from zero, and leaves out a zero. */
const SCANNING = new Set([NO_TOKEN, NO_COLON, VALUE_HERE, ENTRY_HERE]);

export function problemMessage(code: ErrorCode, message: string): string {
  if (message.startsWith('Missing closing')) return 'found unexpected end of stream';
  if (message.includes('block-seq-ind')) return ENTRY_HERE;
  return MESSAGES[code] ?? message.split('\n', 1)[0]!.replace(/ at line \d+, column \d+:?$/, '');
}

/** @param line 0-based */
export function goYamlText(message: string, line: number): string {
  if (line === 0) return `yaml: ${message}`;
  return `yaml: line ${SCANNING.has(message) ? line + 1 : line}: ${message}`;
}
