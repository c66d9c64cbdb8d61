import { GoError } from '../../value/index.js';
import { dateSeconds, fixedZone, UTC, ZERO_TIME, type Time, type Zone } from './time.js';
import { MONTHS, splitLayout, WEEKDAYS } from './time-layout.js';

/** What a text said; zero where it said nothing. */
interface Fields {
  year: number;
  /** 1 to 12 */
  month: number;
  day: number;
  dayOfYear: number;
  hour: number;
  minute: number;
  second: number;
  nanoseconds: number;
  /** true for PM, false for AM */
  afternoon: boolean | null;
  offset: number | null;
  zoneName: string;
}

type Reader = (fields: Fields, text: string) => void;

/** Go's time.ParseInLocation, where the location is UTC. Go's message where the text does not fit the layout. */
export function parseTime(layout: string, text: string): Time {
  const fields: Fields = {
    year: 0, month: 0, day: 0, dayOfYear: 0, hour: 0, minute: 0, second: 0, nanoseconds: 0, afternoon: null, offset: null, zoneName: '',
  };
  let rest = text;
  const fail = (part: string): never => {
    throw new GoError(`parsing time ${JSON.stringify(text)} as ${JSON.stringify(layout)}: cannot parse ${JSON.stringify(rest)} as ${JSON.stringify(part)}`);
  };
  const pieces = splitLayout(layout);
  for (const [at, { part, reference }] of pieces.entries()) {
    if (!reference) {
      rest = skipLiteral(rest, part) ?? fail(part);
      continue;
    }
    const match = pattern(part).exec(rest) ?? fail(part);
    read(part, fields, match[1] ?? match[0]);
    rest = rest.slice(match[0].length);
    // Go: a fraction right after the seconds is accepted though the layout has none.
    if ((part === '05' || part === '5') && !isFraction(pieces[at + 1]?.part)) rest = takeFraction(fields, rest);
  }
  if (rest !== '') throw new GoError(`parsing time ${JSON.stringify(text)}: extra text: ${JSON.stringify(rest)}`);
  return toTime(fields, text);
}

/** A run of blanks in the layout stands for any number of blanks. */
function skipLiteral(text: string, literal: string): string | null {
  const pieces = literal.split(/( +)/);
  let rest = text;
  for (const piece of pieces) {
    if (piece.startsWith(' ')) {
      if (rest !== '' && !rest.startsWith(' ')) return null;
      rest = rest.replace(/^ +/, '');
    } else if (rest.startsWith(piece)) rest = rest.slice(piece.length);
    else return null;
  }
  return rest;
}

const isFraction = (part = ''): boolean => /^[.,][09]/.test(part);

function takeFraction(fields: Fields, text: string): string {
  const match = /^[.,](\d+)/.exec(text);
  if (match === null) return text;
  fields.nanoseconds = fraction(match[1]!);
  return text.slice(match[0].length);
}

const fraction = (digits: string): number => Number(digits.slice(0, 9).padEnd(9, '0'));

/** How much of the text a reference part takes. */
function pattern(part: string): RegExp {
  switch (part) {
    case '2006': return /^\d{4}/;
    case '01': case '02': case '03': case '04': case '05': case '06': return /^\d{2}/;
    case '002': return /^\d{3}/;
    case '1': case '2': case '3': case '4': case '5': case '15': return part === '15' ? /^\d{2}/ : /^\d{1,2}/;
    case '_2': return /^ ?(\d{1,2})/;
    case '__2': return /^ {0,2}(\d{1,3})/;
    case 'PM': return /^[AP]M/;
    case 'pm': return /^[ap]m/;
    case 'MST': return /^(?:UTC|[A-Z]{3,4}|[+-]\d{2})/;
    case 'January': return names(MONTHS);
    case 'Monday': return names(WEEKDAYS);
    case 'Jan': return names(MONTHS.map(short));
    case 'Mon': return names(WEEKDAYS.map(short));
    default: return isFraction(part) ? fractionPattern(part) : offsetPattern(part);
  }
}

const short = (name: string): string => name.slice(0, 3);

const names = (all: readonly string[]): RegExp => new RegExp(`^(?:${all.join('|')})`, 'i');

/** Nines may be missing altogether. */
const fractionPattern = (part: string): RegExp =>
  part[1] === '0' ? new RegExp(`^[.,](\\d{${part.length - 1}})`) : /^(?:[.,](\d+))?/;

function offsetPattern(part: string): RegExp {
  const colon = part.includes(':') ? ':' : '';
  const offset = `[+-]${Array.from({ length: part.replace(/\D/g, '').length / 2 }, () => '\\d{2}').join(colon)}`;
  return new RegExp(part.startsWith('Z') ? `^(?:Z|${offset})` : `^${offset}`);
}

function read(part: string, fields: Fields, text: string): void {
  const reader = READERS[part];
  if (reader !== undefined) reader(fields, text);
  else if (isFraction(part)) fields.nanoseconds = fraction(text.replace(/^[.,]/, ''));
  else fields.offset = offsetSeconds(text);
}

const number = (field: Exclude<keyof Fields, 'afternoon' | 'zoneName'>): Reader => (fields, text) => {
  fields[field] = Number(text);
};

const monthName: Reader = (fields, text) => {
  fields.month = MONTHS.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
};

const READERS: Readonly<Record<string, Reader>> = {
  2006: number('year'),
  '06': (fields, text) => {
    fields.year = Number(text) + (Number(text) >= 69 ? 1900 : 2000);
  },
  '01': number('month'), 1: number('month'), January: monthName, Jan: monthName,
  '02': number('day'), 2: number('day'), _2: number('day'),
  '002': number('dayOfYear'), __2: number('dayOfYear'),
  15: number('hour'), '03': number('hour'), 3: number('hour'),
  '04': number('minute'), 4: number('minute'), '05': number('second'), 5: number('second'),
  Monday: () => {}, Mon: () => {},
  PM: (fields, text) => { fields.afternoon = text === 'PM'; },
  pm: (fields, text) => { fields.afternoon = text === 'pm'; },
  MST: (fields, text) => { fields.zoneName = text; },
};

function offsetSeconds(text: string): number {
  const digits = text.replace(/\D/g, '');
  const size = Number(digits.slice(0, 2)) * 3600 + Number(digits.slice(2, 4)) * 60 + Number(digits.slice(4, 6));
  return text.startsWith('-') ? -size : size;
}

function toTime(fields: Fields, text: string): Time {
  const out = (what: string): never => {
    throw new GoError(`parsing time ${JSON.stringify(text)}: ${what} out of range`);
  };
  const hour = fields.afternoon === null ? fields.hour : (fields.hour % 12) + (fields.afternoon ? 12 : 0);
  if (fields.month > 12) out('month');
  if (hour > 23) out('hour');
  if (fields.minute > 59) out('minute');
  if (fields.second > 59) out('second');
  const inYear = fields.dayOfYear > 0 && fields.month === 0;
  const month = inYear ? 1 : fields.month || 1;
  const day = inYear ? fields.dayOfYear : fields.day || 1;
  if (!inYear && day > daysIn(fields.year, month)) out('day');
  const local = dateSeconds(fields.year, month - 1, day, hour * 3600 + fields.minute * 60 + fields.second);
  return { seconds: local - (fields.offset ?? 0), nanoseconds: fields.nanoseconds, zone: zoneOf(fields) };
}

function daysIn(year: number, month: number): number {
  return Math.round((dateSeconds(year, month, 1, 0) - dateSeconds(year, month - 1, 1, 0)) / 86_400);
}

/** Go makes up a zone of offset 0 for an abbreviation it does not know. */
function zoneOf({ offset, zoneName }: Fields): Zone {
  if (offset !== null) return offset === 0 ? UTC : fixedZone(offset, zoneName);
  return zoneName === '' || zoneName === 'UTC' ? UTC : fixedZone(0, zoneName);
}

/** `toDate`: the zero time where the text does not fit. */
export function parseTimeOrZero(layout: string, text: string): Time {
  try {
    return parseTime(layout, text);
  } catch (error) {
    if (error instanceof GoError) return ZERO_TIME;
    throw error;
  }
}
