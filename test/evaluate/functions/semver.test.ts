import { describe, it } from 'vitest';
import { check } from './expression.js';

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
