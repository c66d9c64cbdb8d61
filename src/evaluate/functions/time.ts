/** A zone as Go prints it: an offset in seconds east and a short name, both for a given instant. */
export interface Zone {
  at(seconds: number): { readonly offset: number; readonly name: string };
}

export const UTC: Zone = { at: () => ({ offset: 0, name: 'UTC' }) };

/** A fixed offset; without a name Go prints the offset. */
export const fixedZone = (offset: number, name: string): Zone => ({ at: () => ({ offset, name }) });

/** Go's `time.LoadLocation`; null for a name that the time zone data does not have. `Local` is taken to be UTC. */
export function loadZone(name: string): Zone | null {
  if (name === '' || name === 'UTC' || name === 'Local') return UTC;
  try {
    const format = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'longOffset' });
    const short = new Intl.DateTimeFormat('en-US', { timeZone: name, timeZoneName: 'short' });
    return { at: (seconds) => zoneAt(format, short, seconds) };
  } catch {
    return null;
  }
}

function zoneAt(long: Intl.DateTimeFormat, short: Intl.DateTimeFormat, seconds: number): { offset: number; name: string } {
  const date = new Date(seconds * 1000);
  const match = /GMT(?:([+-])(\d\d):(\d\d)(?::(\d\d))?)?$/.exec(long.format(date));
  const size = Number(match?.[2] ?? 0) * 3600 + Number(match?.[3] ?? 0) * 60 + Number(match?.[4] ?? 0);
  const offset = match?.[1] === '-' ? -size : size;
  const name = short.formatToParts(date).find((part) => part.type === 'timeZoneName')?.value ?? '';
  return { offset, name: /^[A-Z]+$/.test(name) ? name : numericName(match) };
}

/** Zones without letters are named by their hours. Where Intl has no letters for a zone that has some (CET), this is not what Go prints. */
function numericName(match: RegExpExecArray | null): string {
  return `${match?.[1] ?? '+'}${match?.[2] ?? '00'}${match?.[3] === undefined || match[3] === '00' ? '' : match[3]}`;
}

/** An instant and the zone it is shown in. */
export interface Time {
  /** since 1970, may be negative */
  readonly seconds: number;
  readonly nanoseconds: number;
  readonly zone: Zone;
}

/** Go's zero time, year 1. */
export const ZERO_TIME: Time = { seconds: -62135596800, nanoseconds: 0, zone: UTC };

/** The calendar fields of a time in its zone, as a Date whose UTC fields are those. */
export const calendar = (time: Time): Date => new Date((time.seconds + time.zone.at(time.seconds).offset) * 1000);

export function addNanoseconds(time: Time, nanoseconds: bigint): Time {
  const total = BigInt(time.nanoseconds) + nanoseconds;
  const rest = ((total % 1_000_000_000n) + 1_000_000_000n) % 1_000_000_000n;
  return { seconds: time.seconds + Number((total - rest) / 1_000_000_000n), nanoseconds: Number(rest), zone: time.zone };
}

/** 1 to 366, of a calendar date. */
export function dayOfYear(date: Date): number {
  return Math.round((date.getTime() / 1000 - dateSeconds(date.getUTCFullYear(), 0, 1, secondOfDay(date))) / 86_400) + 1;
}

export const secondOfDay = (date: Date): number => date.getUTCHours() * 3600 + date.getUTCMinutes() * 60 + date.getUTCSeconds();

/** Seconds since 1970 of a day that may overflow its month; the month counts from 0. `Date.UTC` would take year 5 for 1905. */
export function dateSeconds(year: number, month: number, day: number, secondsOfDay: number): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month, day);
  return date.getTime() / 1000 + secondsOfDay;
}
