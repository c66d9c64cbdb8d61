const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '"': '"',
};

const ESCAPE = /\\(?:([abfnrtv\\"])|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|([0-7]{3})|(.?))/gsu;

/** The value of a Go string literal without its quotes (strconv.Unquote); null where an escape is bad. */
export function unquote(body: string): string | null {
  if (!body.includes('\\')) return body;
  let bad = false;
  // Bytes written as \xNN or \NNN may together be one UTF-8 sequence.
  const bytes: number[] = [];
  const out: string[] = [];
  const flush = (): void => {
    if (bytes.length > 0) out.push(new TextDecoder().decode(Uint8Array.from(bytes.splice(0))));
  };
  let last = 0;
  for (const match of body.matchAll(ESCAPE)) {
    const [whole, simple, hex, short, long, octal, other] = match;
    if (match.index > last) {
      flush();
      out.push(body.slice(last, match.index));
    }
    last = match.index + whole.length;
    const byte = hex !== undefined ? Number.parseInt(hex, 16) : octal !== undefined ? Number.parseInt(octal, 8) : undefined;
    if (byte !== undefined) {
      if (byte > 255) bad = true;
      bytes.push(byte);
      continue;
    }
    flush();
    const code = Number.parseInt(short ?? long ?? '0', 16);
    if (other !== undefined || code > 0x10ffff) bad = true;
    else out.push(simple !== undefined ? SIMPLE[simple]! : String.fromCodePoint(code));
  }
  flush();
  out.push(body.slice(last));
  return bad ? null : out.join('');
}

/** The code point of a character constant's body; null where it is not exactly one character. */
export function unquoteChar(body: string): number | null {
  if (body === "\\'") return 39;
  if (body === '\\"' || body === "'") return null;
  const text = unquote(body);
  if (text === null) return null;
  // A byte stands for the code point of its number here.
  const byte = /^\\(?:x([0-9a-fA-F]{2})|([0-7]{3}))$/.exec(body);
  if (byte !== null) return byte[1] === undefined ? Number.parseInt(byte[2]!, 8) : Number.parseInt(byte[1], 16);
  const points = [...text];
  return points.length === 1 ? points[0]!.codePointAt(0)! : null;
}
