/** One step of a compiled pattern: a code point, `*`, `?`, or a class of code point ranges. */
type Step = string | typeof STAR | typeof ANY | CharClass;

interface CharClass {
  readonly negated: boolean;
  readonly ranges: readonly (readonly [low: string, high: string])[];
}

const STAR = Symbol('*');
const ANY = Symbol('?');

export interface Glob {
  readonly steps: readonly Step[];
  /** Literal text that every match begins and ends with: most names are turned down by them alone. */
  readonly prefix: string;
  readonly suffix: string;
  /** Malformed: it matches nothing, and the steps end before the broken piece between two stars. */
  readonly broken: boolean;
}

/**
 * Compiles a pattern of Go's `filepath.Match`: `*` and `?` stay within a path component, classes (`[a-z]`, `[^a]`) may match
 * `/`, a backslash escapes.
 */
export function compileGlob(pattern: string): Glob {
  const chars = Array.from(pattern);
  const steps: Step[] = [];
  for (let at = 0; at < chars.length; at++) {
    const char = chars[at]!;
    if (char === '*') steps.push(STAR);
    else if (char === '?') steps.push(ANY);
    else if (char === '[') {
      const read = readClass(chars, at + 1);
      if (read === null) return finish(steps, true);
      steps.push(read.step);
      at = read.end;
    } else if (char === '\\') {
      const escaped = chars[++at];
      if (escaped === undefined) return finish(steps, true);
      steps.push(escaped);
    } else steps.push(char);
  }
  return finish(steps, false);
}

function finish(all: readonly Step[], broken: boolean): Glob {
  const steps = broken ? all.slice(0, all.lastIndexOf(STAR) + 1) : all;
  const isLiteral = (step: Step): step is string => typeof step === 'string';
  const first = steps.findIndex((step) => !isLiteral(step));
  const last = steps.findLastIndex((step) => !isLiteral(step));
  const prefix = first < 0 ? steps : steps.slice(0, first);
  return { steps, prefix: prefix.join(''), suffix: steps.slice(last + 1).join(''), broken };
}

/** Whether Go finds a pattern malformed when it tries it on a name: it reads no further than the name matches. */
export function failsOn(glob: Glob, name: string): boolean {
  return glob.broken && (glob.steps.length === 0 || matchGlob({ ...glob, broken: false }, name));
}

/** Whether the pattern matches the whole name. */
export function matchGlob({ steps, prefix, suffix, broken }: Glob, name: string): boolean {
  if (broken || !name.startsWith(prefix) || !name.endsWith(suffix)) return false;
  const chars = Array.from(name);
  let step = 0;
  let at = 0;
  // Only the last star is ever widened: an earlier one that took as little as possible leaves the most to the others.
  let starStep = -1;
  let starAt = 0;
  while (at < chars.length || step < steps.length) {
    const expected = steps[step];
    if (expected === STAR) {
      starStep = step++;
      starAt = at;
      continue;
    }
    if (expected !== undefined && at < chars.length && accepts(expected, chars[at]!)) {
      step++;
      at++;
      continue;
    }
    if (starStep < 0 || starAt >= chars.length || chars[starAt] === '/') return false;
    at = ++starAt;
    step = starStep + 1;
  }
  return true;
}

function accepts(step: Exclude<Step, typeof STAR>, char: string): boolean {
  if (typeof step === 'string') return step === char;
  if (step === ANY) return char !== '/';
  const code = char.codePointAt(0)!;
  const inside = step.ranges.some(([low, high]) => low.codePointAt(0)! <= code && code <= high.codePointAt(0)!);
  return inside !== step.negated;
}

/** @param from after the opening bracket; `end` is the closing one */
function readClass(chars: readonly string[], from: number): { step: CharClass; end: number } | null {
  let at = from;
  const negated = chars[at] === '^';
  if (negated) at++;
  const ranges: [string, string][] = [];
  const bound = (): string | null => {
    const char = chars[at];
    if (char === undefined || char === '-' || char === ']') return null;
    if (char === '\\') at++;
    return chars[at++] ?? null;
  };
  while (ranges.length === 0 || chars[at] !== ']') {
    const low = bound();
    if (low === null) return null;
    if (chars[at] !== '-') ranges.push([low, low]);
    else {
      at++;
      const high = bound();
      if (high === null) return null;
      ranges.push([low, high]);
    }
  }
  return { step: { negated, ranges }, end: at };
}
