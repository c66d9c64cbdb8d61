import { GoError, GoInt, GoStruct, Hole, isHole, type GoValue } from '../../value/index.js';
import { parseDecimalClamped } from './cast.js';
import { formatDuration, parseDuration, roundDuration } from './duration.js';
import { fn, type FunctionTable } from './spec.js';
import { formatTime } from './time-layout.js';
import { parseTime, parseTimeOrZero } from './time-parse.js';
import { addNanoseconds, loadZone, UTC, type Time } from './time.js';
import { asTime, timeValue } from './time-value.js';

const HTML_DATE = '2006-01-02';

const inZone = fn(['string', 'any', 'string'], dateInZone);
const modify = fn(['string', 'any'], (text: string, date: GoValue) => {
  if (isHole(date)) return date;
  return timeValue(shifted(asTime(date), text));
});
const mustModify = fn(['string', 'any'], (text: string, date: GoValue) => {
  if (isHole(date)) return date;
  return timeValue(addNanoseconds(asTime(date), parseDuration(text)));
});

/** sprig's dates. What depends on the clock is a hole; the local time zone is taken to be UTC, as in a container. */
export const dateFunctions: FunctionTable = {
  now: fn([], now),
  ago: fn(['any'], now),
  date: fn(['string', 'any'], (layout: string, date: GoValue) => dateInZone(layout, date, 'Local')),
  dateInZone: inZone,
  date_in_zone: inZone,
  htmlDate: fn(['any'], (date: GoValue) => dateInZone(HTML_DATE, date, 'Local')),
  htmlDateInZone: fn(['any', 'string'], (date: GoValue, zone: string) => dateInZone(HTML_DATE, date, zone)),
  dateModify: modify,
  date_modify: modify,
  mustDateModify: mustModify,
  must_date_modify: mustModify,
  toDate: fn(['string', 'string'], (layout: string, text: string) => timeValue(parseTimeOrZero(layout, text))),
  mustToDate: fn(['string', 'string'], (layout: string, text: string) => timeValue(parseTime(layout, text))),
  unixEpoch: fn(['any'], (date: GoValue) => (isHole(date) ? date : String(asTime(date).seconds))),
  duration: fn(['any'], duration),
  durationRound: fn(['any'], durationRound),
};

function now(): Hole {
  return new Hole('not-deterministic', 'the time at which the chart is rendered', true);
}

/** Anything that is neither a time nor an int stands for now, a float64 of a values file too. */
function dateInZone(layout: string, date: GoValue, zone: string): GoValue {
  if (isHole(date)) return date;
  const time = instant(date);
  return time === null ? now() : formatTime({ ...time, zone: loadZone(zone) ?? UTC }, layout);
}

function instant(date: GoValue): Time | null {
  if (date instanceof GoStruct && date.type === 'time.Time') return asTime(date);
  if (date instanceof GoInt && !date.kind.startsWith('u')) return { seconds: Number(date.value), nanoseconds: 0, zone: UTC };
  return null;
}

/** A text that is no duration leaves the time as it is. */
function shifted(time: Time, text: string): Time {
  const nanoseconds = durationOrNull(text);
  return nanoseconds === null ? time : addNanoseconds(time, nanoseconds);
}

function durationOrNull(text: string): bigint | null {
  try {
    return parseDuration(text);
  } catch (error) {
    if (error instanceof GoError) return null;
    throw error;
  }
}

/** Seconds as text or int64; every other type counts as 0. */
function duration(value: GoValue): GoValue {
  if (isHole(value)) return value;
  const seconds = typeof value === 'string' ? parseDecimalClamped(value) : value instanceof GoInt && value.kind === 'int64' ? value.value : 0n;
  return formatDuration(BigInt.asIntN(64, seconds * 1_000_000_000n));
}

function durationRound(value: GoValue): GoValue {
  if (isHole(value)) return value;
  if (typeof value === 'string') return roundDuration(durationOrNull(value) ?? 0n);
  if (value instanceof GoInt && value.kind === 'int64') return roundDuration(value.value);
  return value instanceof GoStruct && value.type === 'time.Time' ? now() : '0s';
}
