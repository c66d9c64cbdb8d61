import { describe, expect, it } from 'vitest';
import { GoError, GoStruct, type GoValue } from '../../../src/value/index.js';
import { check, evaluate, show } from './expression.js';

// Expected results are those of Go's text/template with sprig 3.3.0: type and text, or `!` and the error.
const ROWS: [expression: string, result: string][] = [
  ['semver "1.2.3"', '*semver.Version|1.2.3'],
  ['semver "v1.2.3-beta.1+build.5"', '*semver.Version|1.2.3-beta.1+build.5'],
  ['semver "1"', '*semver.Version|1.0.0'],
  ['semver "v1.2"', '*semver.Version|1.2.0'],
  ['semver "01.002.3"', '*semver.Version|1.2.3'],
  ['semver "1.2.3-01"', '!version segment starts with 0'],
  ['semver "1.2.3-0a"', '*semver.Version|1.2.3-0a'],
  ['semver "1.2.3.4"', '!invalid semantic version'],
  ['semver ""', '!invalid semantic version'],
  ['semver "x"', '!invalid semantic version'],
  ['semver "1.2.3-"', '!invalid semantic version'],
  ['semver "1.2.3+"', '!invalid semantic version'],
  ['semver "V1.2.3"', '!invalid semantic version'],
  ['semver " 1.2.3"', '!invalid semantic version'],
  ['semver "18446744073709551615.0.0"', '*semver.Version|18446744073709551615.0.0'],
  ['semver "18446744073709551616.0.0"', '!error parsing version segment: strconv.ParseUint: parsing "18446744073709551616": value out of range'],
  ['semver "1.2.3-a..b"', '!invalid semantic version'],
  ['semver "latest"', '!invalid semantic version'],
  ['semverCompare "" "1.0.0"', '!improper constraint: ""'],
  ['semverCompare " " "1.0.0"', '!improper constraint: " "'],
  ['semverCompare ">=1.0" ""', '!invalid semantic version'],
  ['semverCompare ">=1.0" "x"', '!invalid semantic version'],
  ['semverCompare "x" "y"', '!invalid semantic version'],
  ['semverCompare ">> 1" "1.0.0"', '!improper constraint: ">> 1"'],
  ['semverCompare "1.2.3.4" "1.0.0"', '!improper constraint: "1.2.3.4"'],
  ['semverCompare ">=1.21" "v1.21.0-gke.1"', 'bool|false'],
  ['semverCompare ">=1.21-0" "v1.21.0-gke.1"', 'bool|true'],
  ['semverCompare "^0.2" "0.3.0"', 'bool|false'],
  ['semverCompare ">11" "11.1.0"', 'bool|false'],
  ['semverCompare "1.2 - 1.4" "1.3"', 'bool|true'],
  ['semverCompare ">1 2 - 3" "2.5.0"', '!improper constraint: ">1>= 2, <= 3 "'],
  ['semverCompare "1 - 2 || 4 - 5" "4.2"', 'bool|true'],
  ['semverCompare "1xx" "1.0.0"', '!constraint parser error'],
  ['semverCompare "01.2.3" "1.2.3"', 'bool|true'],
  ['semverCompare ">=1.2.3-01" "1.2.3"', '!constraint parser error'],
];

describe('versions', () => {
  it.each(ROWS)('%s', (expression, result) => check(expression, result));
});

const version = (text: string): GoStruct => evaluate(`semver ${JSON.stringify(text)}`) as GoStruct;

const METHODS: [version: string, method: string, args: GoValue[], result: string][] = [
  ['v1.2.3-beta.1+b5', 'Major', [], 'uint64|1'],
  ['v1.2.3-beta.1+b5', 'Minor', [], 'uint64|2'],
  ['v1.2.3-beta.1+b5', 'Patch', [], 'uint64|3'],
  ['v1.2.3-beta.1+b5', 'Prerelease', [], 'string|beta.1'],
  ['v1.2.3-beta.1+b5', 'Metadata', [], 'string|b5'],
  ['v1.2.3-beta.1+b5', 'Original', [], 'string|v1.2.3-beta.1+b5'],
  ['v1.2.3-beta.1+b5', 'String', [], 'string|1.2.3-beta.1+b5'],
  ['v1.2.3-beta.1+b5', 'IncMajor', [], 'semver.Version|2.0.0'],
  ['v1.2.3-beta.1+b5', 'IncMinor', [], 'semver.Version|1.3.0'],
  ['v1.2.3-beta.1+b5', 'IncPatch', [], 'semver.Version|1.2.3'],
  ['v1.2.3', 'IncPatch', [], 'semver.Version|1.2.4'],
  ['v1.2.3', 'SetPrerelease', ['rc.1'], 'semver.Version|1.2.3-rc.1'],
  ['v1.2.3', 'SetPrerelease', ['01'], '!version segment starts with 0'],
  ['v1.2.3', 'SetPrerelease', ['a..b'], '!invalid prerelease string'],
  ['v1.2.3', 'SetMetadata', ['b.1'], 'semver.Version|1.2.3+b.1'],
  ['v1.2.3', 'SetMetadata', ['!'], '!invalid metadata string'],
  ['1.2.3', 'Compare', [version('1.3.0')], 'int|-1'],
  ['1.2.3', 'LessThan', [version('1.3.0')], 'bool|true'],
  ['1.2.3', 'GreaterThan', [version('1.3.0')], 'bool|false'],
  ['1.2.3', 'Equal', [version('1.2.3+x')], 'bool|true'],
  ['1.2.3', 'Equal', [null], 'bool|false'],
  ['1.2.3', 'Compare', [null], '!runtime error: invalid memory address or nil pointer dereference'],
  ['1.2.3', 'Compare', ['1.2.3'], '!wrong type for value; expected *semver.Version; got string'],
  ['1.2.3-alpha', 'Compare', [version('1.2.3')], 'int|-1'],
  ['18446744073709551615.0.0', 'IncMajor', [], '!major version increment would overflow uint64'],
];

describe('methods of a version', () => {
  it.each(METHODS)('%s %s', (text, method, args, expected) => {
    let result: string;
    try {
      result = show(version(text).methods[method]!(...args) as GoValue);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      result = `!${error.message}`;
    }
    expect(result).toBe(expected);
  });

  it('an incremented version is no pointer and cannot be compared', () => {
    const next = version('1.2.3').methods['IncPatch']!() as GoStruct;
    expect(Object.keys(next.methods)).not.toContain('Compare');
    expect(Object.keys(next.methods)).toContain('Patch');
  });
});
