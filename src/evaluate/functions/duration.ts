import { GoError } from '../../value/index.js';

/** Nanoseconds of Go's units. */
const UNITS: Readonly<Record<string, bigint>> = {
  ns: 1n,
  us: 1_000n,
  'µs': 1_000n,
  'μs': 1_000n,
  ms: 1_000_000n,
  s: 1_000_000_000n,
  m: 60_000_000_000n,
  h: 3_600_000_000_000n,
};

const PART = /(\d*)(?:\.(\d*))?([^\d.]*)/y;

const MAX_DURATION = (1n << 63n) - 1n;

/** Go's time.ParseDuration, in nanoseconds: `1h30m`, `-1.5s`. */
export function parseDuration(text: string): bigint {
  const negative = text.startsWith('-');
  const unsigned = text.replace(/^[+-]/, '');
  if (unsigned === '0') return 0n;
  if (unsigned === '') throw invalid('invalid duration', text);
  let total = 0n;
  PART.lastIndex = 0;
  while (PART.lastIndex < unsigned.length) {
    total += part(unsigned, text);
    if (total > MAX_DURATION + 1n) throw invalid('invalid duration', text);
  }
  if (total > MAX_DURATION && !negative) throw invalid('invalid duration', text);
  return negative ? -total : total;
}

function part(unsigned: string, text: string): bigint {
  const [, whole = '', fraction = '', unit = ''] = PART.exec(unsigned)!;
  // Go reads no more digits than fit an int64.
  if (whole + fraction === '' || whole.replace(/^0+/, '').length > 19) throw invalid('invalid duration', text);
  if (unit === '') throw invalid('missing unit in duration', text);
  const size = UNITS[unit];
  if (size === undefined) throw invalid(`unknown unit ${JSON.stringify(unit)} in duration`, text);
  const digits = fraction.slice(0, 18);
  return BigInt(whole || '0') * size + (BigInt(digits || '0') * size) / 10n ** BigInt(digits.length);
}

const invalid = (what: string, text: string): GoError => new GoError(`time: ${what} ${JSON.stringify(text)}`);

/** Go's Duration.String: `1h0m5s`, `1.5s`, `250ms`. */
export function formatDuration(nanoseconds: bigint): string {
  const sign = nanoseconds < 0n ? '-' : '';
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  if (size === 0n) return '0s';
  if (size < UNITS['us']!) return `${sign}${size}ns`;
  if (size < UNITS['ms']!) return `${sign}${fixed(size, 3)}µs`;
  if (size < UNITS['s']!) return `${sign}${fixed(size, 6)}ms`;
  const minutes = size / UNITS['m']!;
  const seconds = `${fixed(size % UNITS['m']!, 9)}s`;
  if (minutes === 0n) return sign + seconds;
  const hours = minutes / 60n;
  return `${sign}${hours === 0n ? '' : `${hours}h`}${minutes % 60n}m${seconds}`;
}

function fixed(value: bigint, decimals: number): string {
  const digits = value.toString().padStart(decimals + 1, '0');
  const fraction = digits.slice(-decimals).replace(/0+$/, '');
  return digits.slice(0, -decimals) + (fraction === '' ? '' : `.${fraction}`);
}

/** sprig's `durationRound`: the largest unit alone, and only when more than one of it: `25h` is `1d`, `1h` is `60m`. */
export function roundDuration(nanoseconds: bigint): string {
  const size = nanoseconds < 0n ? -nanoseconds : nanoseconds;
  const day = 24n * UNITS['h']!;
  const steps: [bigint, string][] = [
    [365n * day, 'y'],
    [30n * day, 'mo'],
    [day, 'd'],
    [UNITS['h']!, 'h'],
    [UNITS['m']!, 'm'],
    [UNITS['s']!, 's'],
  ];
  const step = steps.find(([unit]) => size > unit);
  return step === undefined ? '0s' : `${size / step[0]}${step[1]}`;
}
