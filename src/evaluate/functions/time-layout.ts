import { calendar, dayOfYear, type Time } from './time.js';

export const MONTHS = [
  'January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December',
];
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/**
 * The parts of Go's reference time `Mon Jan 2 15:04:05 MST 2006`, longest first where one begins with another. `Jan` and `Mon`
 * are no part where a lower case letter follows; a fraction of a second is none before a further digit.
 */
const PART =
  /January|Jan(?![a-z])|Monday|Mon(?![a-z])|MST|002|01|02|03|04|05|06|2006|_2006|__2|_2|15|1|2|3|4|5|PM|pm|-07:00:00|-07:00|-070000|-0700|-07|Z07:00:00|Z07:00|Z070000|Z0700|Z07|[.,](?:0+|9+)(?!\d)/g;

/** A layout cut into reference parts and the text between them. */
export function splitLayout(layout: string): { readonly part: string; readonly reference: boolean }[] {
  const pieces: { part: string; reference: boolean }[] = [];
  let from = 0;
  for (const match of layout.matchAll(PART)) {
    const underscore = match[0] === '_2006';
    const start = match.index + (underscore ? 1 : 0);
    if (start > from) pieces.push({ part: layout.slice(from, start), reference: false });
    pieces.push({ part: underscore ? '2006' : match[0], reference: true });
    from = match.index + match[0].length;
  }
  if (from < layout.length) pieces.push({ part: layout.slice(from), reference: false });
  return pieces;
}

/** Go's Time.Format. */
export function formatTime(time: Time, layout: string): string {
  const date = calendar(time);
  return splitLayout(layout)
    .map(({ part, reference }) => (reference ? formatPart(part, date, time) : part))
    .join('');
}

function formatPart(part: string, date: Date, time: Time): string {
  const year = date.getUTCFullYear();
  const hour = date.getUTCHours();
  switch (part) {
    case '2006': return year < 0 ? `-${pad(-year, 4)}` : pad(year, 4);
    case '06': return pad(((year % 100) + 100) % 100, 2);
    case 'January': return MONTHS[date.getUTCMonth()]!;
    case 'Jan': return MONTHS[date.getUTCMonth()]!.slice(0, 3);
    case '01': return pad(date.getUTCMonth() + 1, 2);
    case '1': return String(date.getUTCMonth() + 1);
    case 'Monday': return WEEKDAYS[date.getUTCDay()]!;
    case 'Mon': return WEEKDAYS[date.getUTCDay()]!.slice(0, 3);
    case '02': return pad(date.getUTCDate(), 2);
    case '_2': return String(date.getUTCDate()).padStart(2);
    case '2': return String(date.getUTCDate());
    case '002': return pad(dayOfYear(date), 3);
    case '__2': return String(dayOfYear(date)).padStart(3);
    case '15': return pad(hour, 2);
    case '03': return pad(hour % 12 || 12, 2);
    case '3': return String(hour % 12 || 12);
    case '04': return pad(date.getUTCMinutes(), 2);
    case '4': return String(date.getUTCMinutes());
    case '05': return pad(date.getUTCSeconds(), 2);
    case '5': return String(date.getUTCSeconds());
    case 'PM': return hour < 12 ? 'AM' : 'PM';
    case 'pm': return hour < 12 ? 'am' : 'pm';
    case 'MST': return zoneName(time);
    default: return part.startsWith('.') || part.startsWith(',') ? formatFraction(part, time.nanoseconds) : formatOffset(part, time);
  }
}

function zoneName(time: Time): string {
  const { name, offset } = time.zone.at(time.seconds);
  return name === '' ? offsetText(offset, '-0700') : name;
}

function formatOffset(part: string, time: Time): string {
  const { offset } = time.zone.at(time.seconds);
  return part.startsWith('Z') && offset === 0 ? 'Z' : offsetText(offset, part);
}

function offsetText(offset: number, part: string): string {
  const size = Math.abs(offset);
  const colon = part.includes(':') ? ':' : '';
  const fields = [size / 3600, (size / 60) % 60, size % 60].slice(0, part.replace(/\D/g, '').length / 2);
  return (offset < 0 ? '-' : '+') + fields.map((field) => pad(Math.floor(field), 2)).join(colon);
}

/** Zeros keep their width, nines drop trailing zeros and with the last digit the point. */
function formatFraction(part: string, nanoseconds: number): string {
  const digits = pad(nanoseconds, 9).slice(0, part.length - 1);
  if (part[1] === '0') return part[0]! + digits;
  const trimmed = digits.replace(/0+$/, '');
  return trimmed === '' ? '' : part[0]! + trimmed;
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
