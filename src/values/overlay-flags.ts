/** The command-line flags that give a values overlay: `--set=metrics.enabled=true`. helm has one flag for each kind of leaf. */
export function overlayFlags(overlay: Readonly<Record<string, unknown>>): string[] {
  return Object.entries(overlay).flatMap(([key, value]) => flags(escapeKey(key), value));
}

function flags(path: string, value: unknown): string[] {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    const inner = Object.entries(value);
    if (inner.length > 0) return inner.flatMap(([key, child]) => flags(`${path}.${escapeKey(key)}`, child));
  }
  if (typeof value === 'boolean' || Number.isSafeInteger(value) || value === null) return [`--set=${path}=${String(value)}`];
  if (typeof value === 'string') return [`--set-string=${path}=${escapeValue(value)}`];
  // `--set` reads a fraction as text, and can write no empty list or map.
  return [`--set-json=${path}=${JSON.stringify(value)}`];
}

const escapeKey = (key: string): string => key.replace(/[\\.,=[\]]/g, '\\$&');

/** A brace at the start would begin a list. */
const escapeValue = (text: string): string => text.replace(/[\\,]/g, '\\$&').replace(/^\{/, '\\{');
