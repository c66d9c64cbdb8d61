import { GoError, GoList, Hole, type GoInt, type GoValue } from '../../value/index.js';
import { MAX_TEXT_LENGTH } from './budget.js';
import { canBackquote, goQuote } from './quote.js';
import { compile, type Pattern } from './regex-engine.js';
import { fn, type FunctionSpec, type FunctionTable, type ParamType } from './spec.js';

export const regexFunctions: FunctionTable = {
  regexQuoteMeta: fn(['string'], (text: string) => text.replace(/[\\.+*?()|[\]{}^$]/g, '\\$&'), { text: 'contains' }),
  regexMatch: fn(['string', 'string'], (expression: string, text: string) => matches(expression, text)),
  mustRegexMatch: fn(['string', 'string'], (expression: string, text: string) => compile(expression, text.length).find(text, 0) !== null),
  ...both('regexFind', ['string', 'string'], findFirst),
  ...both('regexFindAll', ['string', 'string', 'int'], findAll),
  ...both('regexSplit', ['string', 'string', 'int'], split),
  ...both('regexReplaceAll', ['string', 'string', 'string'], (pattern, text, by) => {
    const template = parseTemplate(by as string);
    return replaceAll(pattern, text, (match) => expand(template, pattern, text, match));
  }),
  ...both('regexReplaceAllLiteral', ['string', 'string', 'string'], (pattern, text, by) => replaceAll(pattern, text, () => by as string)),
};

/** A function and its `must` form, which differ in what they say of a pattern that does not parse. */
function both(
  name: string,
  params: readonly ParamType[],
  run: (pattern: Pattern, text: string, argument: GoValue) => GoValue,
): Record<string, FunctionSpec> {
  const option = name === 'regexFindAll' || name === 'regexSplit' ? {} : ({ text: 'contains' } as const);
  const must = (expression: string, text: string, argument: GoValue): GoValue => run(compile(expression, text.length), text, argument);
  const plain = (expression: string, text: string, argument: GoValue): GoValue => {
    try {
      return must(expression, text, argument);
    } catch (error) {
      if (!(error instanceof GoError)) throw error;
      const shown = canBackquote(expression) ? `\`${expression}\`` : goQuote(expression);
      throw new GoError(`regexp: Compile(${shown}): ${error.message}`);
    }
  };
  return { [name]: fn(params, plain, option), [`must${name[0]!.toUpperCase()}${name.slice(1)}`]: fn(params, must, option) };
}

function matches(expression: string, text: string): boolean {
  try {
    return compile(expression, text.length).find(text, 0) !== null;
  } catch (error) {
    if (error instanceof GoError) return false;
    throw error;
  }
}

function findFirst(pattern: Pattern, text: string): string {
  const match = pattern.find(text, 0);
  return match === null ? '' : text.slice(match[0], match[1]);
}

function findAll(pattern: Pattern, text: string, limit: GoValue): GoValue {
  const found = allMatches(pattern, text, Number((limit as GoInt).value));
  if (found instanceof Hole) return found;
  return found.length === 0 ? new GoList([], '[]string', true) : GoList.of(found.map(([start, end]) => text.slice(start, end)), '[]string');
}

/** Go's Regexp.Split. */
function split(pattern: Pattern, text: string, limit: GoValue): GoValue {
  const most = Number((limit as GoInt).value);
  if (most === 0) return new GoList([], '[]string', true);
  if (text === '' && pattern.expression !== '') return GoList.of([''], '[]string');
  const found = allMatches(pattern, text, most);
  if (found instanceof Hole) return found;
  const parts: string[] = [];
  let begin = 0;
  let end = 0;
  for (const match of found) {
    if (most > 0 && parts.length === most - 1) break;
    end = match[0]!;
    if (match[1] !== 0) parts.push(text.slice(begin, end));
    begin = match[1]!;
  }
  if (end !== text.length) parts.push(text.slice(begin));
  return GoList.of(parts, '[]string');
}

/** A search reads to the end of the text at worst, so searches times what is left of it bounds the work; RE2 reads five million characters a second. */
const MAX_WORK = 20_000_000;

class Work {
  #spent = 0;

  constructor(private readonly pattern: Pattern) {}

  isSpent(left: number): boolean {
    if (this.pattern.readsAhead) this.#spent += left;
    return this.#spent > MAX_WORK;
  }
}

const tooMuch = (): Hole => new Hole('limit', 'a regular expression has too much to do on this text', true);

/** Go: an empty match is none where the match before it ended. A negative limit means all. */
function allMatches(pattern: Pattern, text: string, limit: number): (readonly number[])[] | Hole {
  const found: (readonly number[])[] = [];
  const work = new Work(pattern);
  const most = limit < 0 ? Infinity : limit;
  let lastEnd = -1;
  for (let at = 0; at <= text.length && found.length < most; ) {
    if (work.isSpent(text.length - at)) return tooMuch();
    const match = pattern.find(text, at);
    if (match === null) break;
    const [start, end] = match as [number, number];
    if (start !== end || start !== lastEnd) found.push(match);
    at = end > at ? end : at + runeLength(text, at);
    lastEnd = end;
  }
  return found;
}

const runeLength = (text: string, at: number): number => ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);

/** Go's Regexp.ReplaceAllString. */
function replaceAll(pattern: Pattern, text: string, by: (match: readonly number[]) => string): GoValue {
  const found = allMatches(pattern, text, -1);
  if (found instanceof Hole) return found;
  let out = '';
  let lastEnd = 0;
  for (const match of found) {
    out += text.slice(lastEnd, match[0]) + by(match);
    lastEnd = match[1]!;
    if (out.length > MAX_TEXT_LENGTH) return tooMuch();
  }
  return out + text.slice(lastEnd);
}

/** A replacement: its texts, and the groups by name between them. */
type Template = readonly (string | { readonly group: string })[];

/** `$name` takes all letters, digits and underscores that follow; what is malformed stays as it is. */
function parseTemplate(by: string): Template {
  const parts: (string | { group: string })[] = [];
  let at = 0;
  for (const match of by.matchAll(/\$(?:\$|\{(?<braced>[\p{L}\p{Nd}_]+)\}|(?<bare>[\p{L}\p{Nd}_]+))/gu)) {
    parts.push(by.slice(at, match.index));
    const group = match.groups!['braced'] ?? match.groups!['bare'];
    parts.push(group === undefined ? '$' : { group });
    at = match.index + match[0].length;
  }
  parts.push(by.slice(at));
  return parts;
}

function expand(template: Template, pattern: Pattern, text: string, match: readonly number[]): string {
  let out = '';
  for (const part of template) {
    if (typeof part === 'string') {
      out += part;
      continue;
    }
    const group = /^(?:0|[1-9][0-9]{0,7})$/.test(part.group) ? Number(part.group) : (pattern.names[part.group] ?? -1);
    if (group >= 0 && group < pattern.groupCount && match[2 * group]! >= 0) out += text.slice(match[2 * group], match[2 * group + 1]);
  }
  return out;
}
