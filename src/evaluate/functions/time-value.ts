import { GoError, GoInt, GoStruct, int, int64, typeOf, type GoValue, type Method } from '../../value/index.js';
import { addNanoseconds, calendar, dateSeconds, dayOfYear, secondOfDay, UTC, ZERO_TIME, type Time } from './time.js';
import { formatTime, MONTHS, WEEKDAYS } from './time-layout.js';

/** What Time.String prints. */
const FULL = '2006-01-02 15:04:05.999999999 -0700 MST';

const RFC3339 = '2006-01-02T15:04:05.999999999Z07:00';

/** The time of a parameter of Go type time.Time. */
export function asTime(value: GoValue): Time {
  if (value instanceof GoStruct && value.type === 'time.Time') return value.inner as Time;
  if (value === null || value === undefined) throw new GoError('invalid value; expected time.Time');
  throw new GoError(`wrong type for value; expected time.Time; got ${typeOf(value)}`);
}

export function timeValue(time: Time): GoStruct {
  return new GoStruct('time.Time', new Map(), timeMethods(time), () => formatTime(time, FULL), time, () => formatTime(time, RFC3339));
}

/** The methods of time.Time that a template can call with what it has. */
function timeMethods(time: Time): Record<string, Method> {
  const field = (read: (date: Date) => number): Method => () => int(read(calendar(time)));
  const order = (other: GoValue): number => compare(time, asTime(other));
  return {
    Year: field((date) => date.getUTCFullYear()),
    Month: () => named('time.Month', MONTHS, calendar(time).getUTCMonth(), 1),
    Day: field((date) => date.getUTCDate()),
    Hour: field((date) => date.getUTCHours()),
    Minute: field((date) => date.getUTCMinutes()),
    Second: field((date) => date.getUTCSeconds()),
    Nanosecond: () => int(time.nanoseconds),
    Weekday: () => named('time.Weekday', WEEKDAYS, calendar(time).getUTCDay(), 0),
    YearDay: field(dayOfYear),
    Unix: () => int64(time.seconds),
    UnixMilli: () => int64(time.seconds * 1000 + Math.trunc(time.nanoseconds / 1e6)),
    UnixNano: () => int64(BigInt(time.seconds) * 1_000_000_000n + BigInt(time.nanoseconds)),
    IsZero: () => time.seconds === ZERO_TIME.seconds && time.nanoseconds === 0,
    Before: (other) => order(other) < 0,
    After: (other) => order(other) > 0,
    Equal: (other) => order(other) === 0,
    UTC: () => timeValue({ ...time, zone: UTC }),
    Local: () => timeValue({ ...time, zone: UTC }),
    Format: (layout) => formatTime(time, String(layout)),
    AddDate: (...parts) => timeValue(addDate(time, parts)),
    Add: (duration) => timeValue(addNanoseconds(time, duration instanceof GoInt ? duration.value : 0n)),
    String: () => formatTime(time, FULL),
  };
}

const named = (type: string, names: readonly string[], at: number, base: number): GoStruct =>
  new GoStruct(type, new Map(), { String: () => names[at]! }, () => names[at]!, BigInt(at + base));

const compare = (a: Time, b: Time): number => a.seconds - b.seconds || a.nanoseconds - b.nanoseconds;

function addDate(time: Time, parts: readonly GoValue[]): Time {
  const [years = 0, months = 0, days = 0] = parts.map((part) => (part instanceof GoInt ? Number(part.value) : 0));
  const date = calendar(time);
  const seconds = dateSeconds(date.getUTCFullYear() + years, date.getUTCMonth() + months, date.getUTCDate() + days, secondOfDay(date));
  return { seconds: seconds - time.zone.at(seconds).offset, nanoseconds: time.nanoseconds, zone: time.zone };
}

