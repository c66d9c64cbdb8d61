import { describe, expect, it } from 'vitest';
import { dateFunctions } from '../../../src/evaluate/functions/dates.js';
import { GoStruct, Hole, int, type GoValue } from '../../../src/value/index.js';
import { check, evaluate, show } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['toDate "2006-01-02" "2021-03-04"', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['toDate "2006-01-02 15:04:05" "2021-03-04 05:06:07"', 'time.Time|2021-03-04 05:06:07 +0000 UTC'],
  ['toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07+02:00"', 'time.Time|2021-03-04 05:06:07 +0200 +0200'],
  ['toDate "2006-01-02T15:04:05Z07:00" "2021-03-04T05:06:07Z"', 'time.Time|2021-03-04 05:06:07 +0000 UTC'],
  ['toDate "2006-01-02" "nope"', 'time.Time|0001-01-01 00:00:00 +0000 UTC'],
  ['toDate "2006-01-02" "2021-13-04"', 'time.Time|0001-01-01 00:00:00 +0000 UTC'],
  ['toDate "2006-01-02" "2021-02-30"', 'time.Time|0001-01-01 00:00:00 +0000 UTC'],
  ['toDate "2006-01-02" "2021-02-03x"', 'time.Time|0001-01-01 00:00:00 +0000 UTC'],
  ['toDate "Jan _2 2006" "Feb  3 2021"', 'time.Time|2021-02-03 00:00:00 +0000 UTC'],
  ['toDate "Monday, January 2, 2006 3:04 PM" "Thursday, March 4, 2021 12:06 AM"', 'time.Time|2021-03-04 00:06:00 +0000 UTC'],
  ['toDate "15:04:05" "05:06:07.125"', 'time.Time|0000-01-01 05:06:07.125 +0000 UTC'],
  ['toDate "06-1-2" "71-3-4"', 'time.Time|1971-03-04 00:00:00 +0000 UTC'],
  ['toDate "06-1-2" "21-3-4"', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['toDate "2006-002" "2020-366"', 'time.Time|2020-12-31 00:00:00 +0000 UTC'],
  ['toDate "2006-01-02 MST" "2021-03-04 UTC"', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['toDate "15:04:05.000" "05:06:07.125"', 'time.Time|0000-01-01 05:06:07.125 +0000 UTC'],
  ['toDate "15:04:05.999" "05:06:07"', 'time.Time|0000-01-01 05:06:07 +0000 UTC'],
  ['mustToDate "2006-01-02" "2021-03-04"', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['mustToDate "2006-01-02" "nope"', '!parsing time "nope" as "2006-01-02": cannot parse "nope" as "2006"'],
  ['mustToDate "2006-01-02" "2021-13-04"', '!parsing time "2021-13-04": month out of range'],
  ['mustToDate "2006-01-02" "2021-02-30"', '!parsing time "2021-02-30": day out of range'],
  ['mustToDate "2006-01-02" "2021-02-03x"', '!parsing time "2021-02-03x": extra text: "x"'],
  ['mustToDate "2006-01-02" "2021/02"', '!parsing time "2021/02" as "2006-01-02": cannot parse "/02" as "-"'],
  ['mustToDate "2006-01-02" ""', '!parsing time "" as "2006-01-02": cannot parse "" as "2006"'],
  ['date "2006-01-02" (toDate "2006-01-02" "2021-03-04")', 'string|2021-03-04'],
  ['date "2006-01-02 15:04:05 MST -0700" 0', 'string|1970-01-01 00:00:00 UTC +0000'],
  ['date "Mon Jan _2 15:04:05 2006" (int64 1609459199)', 'string|Thu Dec 31 23:59:59 2020'],
  ['date "Monday January 2 06 3:04PM pm 002 __2 1 01" (int64 1609459199)', 'string|Thursday December 31 20 11:59PM pm 366 366 12 12'],
  ['date "January Janxyz Monxx 2006_2006 .000 ,99" (int64 1609459199)', 'string|December Janxyz Monxx 2020_2020 .000 '],
  ['date "Z0700 Z07:00 -07:00 -07 -070000" 0', 'string|Z Z +00:00 +00 +000000'],
  ['htmlDate 86400', 'string|1970-01-02'],
  ['htmlDateInZone 86400 "UTC"', 'string|1970-01-02'],
  ['dateInZone "2006-01-02 15:04 MST -0700" 0 "America/New_York"', 'string|1969-12-31 19:00 EST -0500'],
  ['dateInZone "2006-01-02 15:04 -07:00 Z07:00" (int64 1625000000) "Europe/Berlin"', 'string|2021-06-29 22:53 +02:00 +02:00'],
  ['dateInZone "15:04 -0700" 0 "Asia/Kolkata"', 'string|05:30 +0530'],
  ['dateInZone "15:04 MST" 0 "Nowhere/Land"', 'string|00:00 UTC'],
  ['dateInZone "15:04 MST" 0 ""', 'string|00:00 UTC'],
  ['date_in_zone "2006" 0 "UTC"', 'string|1970'],
  ['dateModify "1h30m" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-04 01:30:00 +0000 UTC'],
  ['dateModify "-24h" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-03 00:00:00 +0000 UTC'],
  ['dateModify "nope" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['date_modify "1.5s" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-04 00:00:01.5 +0000 UTC'],
  ['mustDateModify "1ms" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-04 00:00:00.001 +0000 UTC'],
  ['mustDateModify "nope" (toDate "2006-01-02" "2021-03-04")', '!time: invalid duration "nope"'],
  ['must_date_modify "5" (toDate "2006-01-02" "2021-03-04")', '!time: missing unit in duration "5"'],
  ['mustDateModify "" (toDate "2006-01-02" "2021-03-04")', '!time: invalid duration ""'],
  ['mustDateModify "5x" (toDate "2006-01-02" "2021-03-04")', '!time: unknown unit "x" in duration "5x"'],
  ['mustDateModify "0" (toDate "2006-01-02" "2021-03-04")', 'time.Time|2021-03-04 00:00:00 +0000 UTC'],
  ['unixEpoch (toDate "2006-01-02" "2021-03-04")', 'string|1614816000'],
  ['unixEpoch (toDate "2006-01-02" "nope")', 'string|-62135596800'],
  ['duration 95', 'string|0s'],
  ['duration (int64 95)', 'string|1m35s'],
  ['duration "95"', 'string|1m35s'],
  ['duration "3600"', 'string|1h0m0s'],
  ['duration "0"', 'string|0s'],
  ['duration "-5"', 'string|-5s'],
  ['duration "x"', 'string|0s'],
  ['duration nil', 'string|0s'],
  ['duration 95.0', 'string|0s'],
  ['duration "99999999999999999999"', 'string|-1s'],
  ['durationRound "2h10m5s"', 'string|2h'],
  ['durationRound "1h"', 'string|60m'],
  ['durationRound "24h"', 'string|24h'],
  ['durationRound "25h"', 'string|1d'],
  ['durationRound "800h"', 'string|1mo'],
  ['durationRound "9000h"', 'string|1y'],
  ['durationRound "-90s"', 'string|1m'],
  ['durationRound "500ms"', 'string|0s'],
  ['durationRound "x"', 'string|0s'],
  ['durationRound nil', 'string|0s'],
  ['durationRound (int64 5000000000)', 'string|5s'],
  ['durationRound 5', 'string|0s'],
];

describe('dates', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

const METHODS: [method: string, args: GoValue[], result: string][] = [
  ['Year', [], 'int|2020'],
  ['Month', [], 'time.Month|December'],
  ['Day', [], 'int|31'],
  ['Hour', [], 'int|23'],
  ['Minute', [], 'int|59'],
  ['Second', [], 'int|58'],
  ['Weekday', [], 'time.Weekday|Thursday'],
  ['YearDay', [], 'int|366'],
  ['Unix', [], 'int64|1609459198'],
  ['UnixMilli', [], 'int64|1609459198000'],
  ['UnixNano', [], 'int64|1609459198000000000'],
  ['IsZero', [], 'bool|false'],
  ['Format', ['Jan 2, 2006'], 'string|Dec 31, 2020'],
  ['AddDate', [int(0), int(2), int(0)], 'time.Time|2021-03-03 23:59:58 +0000 UTC'],
];

describe('methods of a time', () => {
  const time = evaluate('toDate "2006-01-02 15:04:05" "2020-12-31 23:59:58"') as GoStruct;

  it.each(METHODS)('%s', (method, args, expected) => {
    expect(show(time.methods[method]!(...args) as GoValue)).toBe(expected);
  });
});

// Each of them asks for the clock: a value that is no time stands for now.
const CLOCK = ['now', 'ago 0', 'date "2006" (now)', 'date "2006" .tag', 'htmlDate "2020"', 'dateInZone "2006" nil "UTC"', 'unixEpoch (now)',
  'dateModify "1h" (now)', 'mustDateModify "x" (now)', 'durationRound (toDate "2006" "2020")', 'durationRound (now)', 'int (now)'];

describe('the clock', () => {
  it.each(CLOCK)('%s is a hole', (expression) => {
    expect(evaluate(expression)).toMatchObject({ reason: 'not-deterministic', truthy: true });
  });

  it('hands other holes on', () => {
    const hole = new Hole('required', 'a date');
    expect(dateFunctions['date']!.run('2006', hole)).toBe(hole);
  });
});
