import type { ErrorCode } from 'yaml';

/** go-yaml v2's wording for what the `yaml` package found; the package's own first line where there is none. */
const MESSAGES: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'did not find expected key',
  BLOCK_AS_IMPLICIT_KEY: 'mapping values are not allowed in this context',
  BLOCK_IN_FLOW: 'did not find expected node content',
  MULTILINE_IMPLICIT_KEY: "could not find expected ':'",
  TAB_AS_INDENT: 'found character that cannot start any token',
  BAD_SCALAR_START: 'found character that cannot start any token',
  UNEXPECTED_TOKEN: 'did not find expected node content',
  BAD_DQ_ESCAPE: 'found unknown escape character',
  KEY_OVER_1024_CHARS: "could not find expected ':'",
};

export function problemMessage(code: ErrorCode, message: string): string {
  return MESSAGES[code] ?? message.split('\n', 1)[0]!.replace(/ at line \d+, column \d+:?$/, '');
}
