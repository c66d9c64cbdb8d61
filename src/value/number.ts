/**
 * Go's `strconv.FormatFloat(x, 'g', -1, 64)`, which `%v` and so `{{ .x }}` use: exponent form where the decimal exponent is
 * below -4 or at least `exponentFrom` (6 for shortest digits; JSON takes 21).
 */
export function formatFloat(x: number, exponentFrom = 6): string {
  if (Number.isNaN(x)) return 'NaN';
  if (!Number.isFinite(x)) return x > 0 ? '+Inf' : '-Inf';
  if (x === 0) return Object.is(x, -0) ? '-0' : '0';
  // Ports, replicas and sizes: digits need not be looked for.
  if (exponentFrom >= 6 && Math.abs(x) < 1e6 && Number.isInteger(x)) return String(x);
  const { negative, digits, exponent } = decimalParts(x);
  const sign = negative ? '-' : '';
  if (exponent < -4 || exponent >= exponentFrom) {
    const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
    const size = Math.abs(exponent);
    return `${sign}${digits[0]}${fraction}e${exponent < 0 ? '-' : '+'}${size < 10 ? '0' : ''}${size}`;
  }
  return sign + plain(digits, exponent);
}

/** The shortest digits that read back as x, and the decimal exponent of the first one. */
export function decimalParts(x: number): { negative: boolean; digits: string; exponent: number } {
  const [mantissa = '0', power = '0'] = Math.abs(x).toExponential().split('e');
  return { negative: x < 0 || Object.is(x, -0), digits: mantissa.replace('.', ''), exponent: Number(power) };
}

function plain(digits: string, exponent: number): string {
  if (exponent < 0) return `0.${'0'.repeat(-exponent - 1)}${digits}`;
  if (digits.length <= exponent + 1) return digits.padEnd(exponent + 1, '0');
  return `${digits.slice(0, exponent + 1)}.${digits.slice(exponent + 1)}`;
}

