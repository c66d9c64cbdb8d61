/** Go's netip.ParseAddr for IPv6, zone allowed. */
export function isIpv6(text: string): boolean {
  const [address = '', ...zone] = text.split('%');
  if (zone.length > 0 && zone.join('%') === '') return false;
  const halves = address.split('::');
  if (halves.length > 2) return false;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const last = groups.at(-1)!;
  const four = last.at(-1)?.includes('.') ? last.pop()! : undefined;
  if (four !== undefined && !isIpv4(four)) return false;
  const all = groups.flat();
  if (!all.every((group) => /^[0-9A-Fa-f]{1,4}$/.test(group))) return false;
  const size = all.length + (four === undefined ? 0 : 2);
  return halves.length === 2 ? size < 8 : size === 8;
}

const isIpv4 = (text: string): boolean => /^(?:(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?!$)|$)){4}$/.test(text) && !/(?:^|\.)0\d/.test(text);
