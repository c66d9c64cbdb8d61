import { decimalParts } from '../../value/index.js';

/** A finite number as `0.d1d2d3… × 10^point`, without trailing zeros; zero has no digits. */
interface Decimal {
  readonly digits: string;
  readonly point: number;
}

/**
 * Go's strconv.FormatFloat.
 * @param verb e E f g G x X b
 * @param precision digits; -1 for the fewest that read back as the same number
 */
export function formatNumber(x: number, verb: string, precision: number): string {
  if (Number.isNaN(x)) return 'NaN';
  const sign = x < 0 || Object.is(x, -0) ? '-' : '';
  const size = Math.abs(x);
  if (size === Infinity) return sign === '' ? '+Inf' : '-Inf';
  switch (verb) {
    case 'b':
      return sign + binary(size);
    case 'x':
    case 'X': {
      const text = hexadecimal(size, precision);
      return sign + (verb === 'X' ? text.toUpperCase() : text);
    }
    case 'f':
      return sign + fixed(size, precision);
    case 'e':
    case 'E':
      return sign + exponential(precision < 0 ? shortest(size) : roundedTo(size, precision + 1), precision, verb);
    default:
      return sign + general(size, precision, verb === 'G' ? 'E' : 'e');
  }
}

function shortest(size: number): Decimal {
  if (size === 0) return { digits: '', point: 0 };
  const { digits, exponent } = decimalParts(size);
  return { digits, point: exponent + 1 };
}

function fixed(size: number, precision: number): string {
  const decimal = precision < 0 ? shortest(size) : roundedAfterPoint(size, precision);
  return plain(decimal, precision < 0 ? Math.max(decimal.digits.length - decimal.point, 0) : precision);
}

function plain({ digits, point }: Decimal, places: number): string {
  const whole = point > 0 ? digits.slice(0, point).padEnd(point, '0') : '0';
  if (places === 0) return whole;
  const fraction = point < 0 ? '0'.repeat(-point) + digits : digits.slice(point);
  return `${whole}.${fraction.slice(0, places).padEnd(places, '0')}`;
}

function exponential({ digits, point }: Decimal, precision: number, letter: string): string {
  const places = precision < 0 ? Math.max(digits.length - 1, 0) : precision;
  const exponent = digits === '' ? 0 : point - 1;
  const fraction = places > 0 ? `.${digits.slice(1).padEnd(places, '0')}` : '';
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `${digits[0] ?? '0'}${fraction}${letter}${exponent < 0 ? '-' : '+'}${power}`;
}

/** `%g`: the exponent form where the exponent is below -4 or not below the precision (6 for the shortest digits). */
function general(size: number, precision: number, letter: string): string {
  const wanted = precision < 0 ? precision : Math.max(precision, 1);
  const decimal = wanted < 0 ? shortest(size) : roundedTo(size, wanted);
  const count = decimal.digits.length;
  const exponent = count === 0 ? -1 : decimal.point - 1;
  let threshold = wanted < 0 ? 6 : wanted;
  if (wanted > count && count >= decimal.point) threshold = count;
  if (exponent < -4 || exponent >= (wanted < 0 ? 6 : threshold)) return exponential(decimal, Math.max(count - 1, 0), letter);
  return plain(decimal, Math.max(count - decimal.point, 0));
}

/** All digits of the binary fraction, by exact integers, so that ties are ties. */
function exact(size: number): Decimal {
  const { mantissa, exponent } = binaryParts(size);
  if (mantissa === 0n) return { digits: '', point: 0 };
  const digits = (exponent >= 0 ? mantissa << BigInt(exponent) : mantissa * 5n ** BigInt(-exponent)).toString();
  return { digits, point: digits.length + Math.min(exponent, 0) };
}

const roundedAfterPoint = (size: number, places: number): Decimal => {
  const decimal = exact(size);
  return rounded(decimal, decimal.point + places);
};

const roundedTo = (size: number, digits: number): Decimal => rounded(exact(size), digits);

/** Keeps `keep` digits, half to even. */
function rounded({ digits, point }: Decimal, keep: number): Decimal {
  if (keep >= digits.length) return { digits: digits.replace(/0+$/, ''), point };
  if (keep < 0) return { digits: '', point: 0 };
  const head = digits.slice(0, keep);
  const half = `5${'0'.repeat(digits.length - keep - 1)}`;
  const tail = digits.slice(keep);
  const isOdd = keep > 0 && Number(head[keep - 1]) % 2 === 1;
  const up = tail > half || (tail === half && isOdd);
  const kept = up ? (BigInt(`0${head}`) + 1n).toString() : head;
  if (kept.length > keep) return { digits: kept.replace(/0+$/, ''), point: point + 1 };
  return { digits: kept.padStart(up ? keep : 0, '0').replace(/0+$/, ''), point };
}

function binaryParts(size: number): { mantissa: bigint; exponent: number } {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, size);
  const bits = view.getBigUint64(0);
  const power = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  if (power === 0) return { mantissa: fraction, exponent: -1074 };
  return { mantissa: fraction | (1n << 52n), exponent: power - 1075 };
}

function binary(size: number): string {
  const { mantissa, exponent } = binaryParts(size);
  return `${mantissa}p${exponent < 0 ? '' : '+'}${exponent}`;
}

function hexadecimal(size: number, precision: number): string {
  let { mantissa, exponent } = binaryParts(size);
  if (mantissa === 0n) return `0x0${precision > 0 ? `.${'0'.repeat(precision)}` : ''}p+00`;
  while (mantissa >> 52n === 0n) {
    mantissa <<= 1n;
    exponent--;
  }
  exponent += 52;
  if (precision >= 0 && precision < 13) {
    const shift = BigInt(52 - precision * 4);
    const rest = mantissa & ((1n << shift) - 1n);
    const half = 1n << (shift - 1n);
    mantissa >>= shift;
    if (rest > half || (rest === half && (mantissa & 1n) === 1n)) mantissa++;
    mantissa <<= shift;
    if (mantissa >> 53n !== 0n) {
      mantissa >>= 1n;
      exponent++;
    }
  }
  const digits = (mantissa & 0xfffffffffffffn).toString(16).padStart(13, '0');
  const fraction = precision < 0 ? digits.replace(/0+$/, '') : digits.slice(0, precision).padEnd(precision, '0');
  const power = String(Math.abs(exponent)).padStart(2, '0');
  return `0x1${fraction === '' ? '' : `.${fraction}`}p${exponent < 0 ? '-' : '+'}${power}`;
}
