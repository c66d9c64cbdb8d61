import { GoInt, printValue, typeOf, type GoValue } from '../../value/index.js';
import type { Directive } from './format-flags.js';
import { formatArgument } from './format-verb.js';

/** A part of printf's result and the argument it shows, null for text of the format. */
interface Part {
  readonly text: string;
  readonly arg: number | null;
}

/** Go: larger widths, precisions and argument numbers are none. */
const MAX_NUMBER = 1_000_000;

/** One run over a format, by Go's rules for flags, `*`, `[n]`, and what is wrong with them. */
export class FormatRun {
  #at = 0;
  #argument = 0;
  #isReordered = false;
  #isGoodIndex = true;
  #afterIndex = false;
  /** Complaints about `*` operands; they stand before the verb's text. */
  #complaint = '';

  constructor(
    private readonly format: string,
    private readonly args: readonly GoValue[],
  ) {}

  *parts(): Generator<Part> {
    const { format } = this;
    while (this.#at < format.length) {
      const percent = format.indexOf('%', this.#at);
      const end = percent < 0 ? format.length : percent;
      if (end > this.#at) yield { text: format.slice(this.#at, end), arg: null };
      this.#at = end;
      if (percent >= 0) yield this.#directive();
    }
    if (!this.#isReordered && this.#argument < this.args.length) yield* this.#extra();
  }

  #directive(): Part {
    this.#at++;
    this.#isGoodIndex = true;
    this.#afterIndex = false;
    this.#complaint = '';
    const directive = this.#flags();
    this.#readIndex();
    this.#width(directive);
    this.#precision(directive);
    if (!this.#afterIndex) this.#readIndex();
    if (this.#at >= this.format.length) return { text: `${this.#complaint}%!(NOVERB)`, arg: null };
    const verb = String.fromCodePoint(this.format.codePointAt(this.#at)!);
    this.#at += verb.length;
    const part = this.#verb(verb, directive);
    return this.#complaint === '' ? part : { text: this.#complaint + part.text, arg: part.arg };
  }

  #verb(verb: string, directive: Directive): Part {
    if (verb === '%') return { text: '%', arg: null };
    if (!this.#isGoodIndex) return { text: `%!${verb}(BADINDEX)`, arg: null };
    if (this.#argument >= this.args.length) return { text: `%!${verb}(MISSING)`, arg: null };
    const arg = this.#argument++;
    return { text: formatArgument(this.args[arg], verb, directive), arg };
  }

  #flags(): Directive {
    const directive: Directive = { minus: false, plus: false, sharp: false, space: false, zero: false, width: -1, precision: -1 };
    for (; this.#at < this.format.length; this.#at++) {
      const sign = this.format[this.#at];
      if (sign === '#') directive.sharp = true;
      else if (sign === '0') directive.zero = true;
      else if (sign === '+') directive.plus = true;
      else if (sign === '-') directive.minus = true;
      else if (sign === ' ') directive.space = true;
      else break;
    }
    return directive;
  }

  #width(directive: Directive): void {
    if (this.#take('*')) {
      const width = this.#operand();
      if (width === undefined) this.#complaint += '%!(BADWIDTH)';
      else directive.width = Math.abs(width);
      if (width !== undefined && width < 0) {
        directive.minus = true;
        directive.zero = false;
      }
      this.#afterIndex = false;
      return;
    }
    directive.width = this.#number() ?? -1;
    if (this.#afterIndex && directive.width >= 0) this.#isGoodIndex = false;
  }

  #precision(directive: Directive): void {
    // A point at the very end is a verb.
    if (this.#at + 1 >= this.format.length || !this.#take('.')) return;
    if (this.#afterIndex) this.#isGoodIndex = false;
    this.#readIndex();
    if (this.#take('*')) {
      const precision = this.#operand();
      if (precision === undefined || precision < 0) this.#complaint += '%!(BADPREC)';
      else directive.precision = precision;
      this.#afterIndex = false;
      return;
    }
    directive.precision = this.#number() ?? 0;
  }

  #take(sign: string): boolean {
    if (this.format[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }

  /** The integer argument of a `*`; undefined where it is none or too large. */
  #operand(): number | undefined {
    if (this.#argument >= this.args.length) return undefined;
    const value = this.args[this.#argument++];
    if (!(value instanceof GoInt)) return undefined;
    const number = Number(value.value);
    return Math.abs(number) > MAX_NUMBER ? undefined : number;
  }

  /** Digits here; Go gives up on the whole rest of the format when they are too many. */
  #number(): number | undefined {
    const start = this.#at;
    let number = 0;
    while (this.#at < this.format.length && /[0-9]/.test(this.format[this.#at]!)) {
      if (number > MAX_NUMBER) {
        this.#at = this.format.length;
        return undefined;
      }
      number = number * 10 + Number(this.format[this.#at++]);
    }
    return this.#at > start ? number : undefined;
  }

  /** `[n]`: the argument to print next. */
  #readIndex(): void {
    this.#afterIndex = false;
    if (this.format[this.#at] !== '[') return;
    this.#isReordered = true;
    const close = this.format.indexOf(']', this.#at);
    if (close < 0 || this.format.length - this.#at < 3) {
      this.#isGoodIndex = false;
      this.#at++;
      return;
    }
    const digits = this.format.slice(this.#at + 1, close);
    this.#at = close + 1;
    const isNumber = /^[0-9]{1,7}$/.test(digits);
    this.#afterIndex = isNumber;
    if (isNumber && Number(digits) >= 1 && Number(digits) <= this.args.length) this.#argument = Number(digits) - 1;
    else this.#isGoodIndex = false;
  }

  *#extra(): Generator<Part> {
    yield { text: '%!(EXTRA ', arg: null };
    for (let arg = this.#argument; arg < this.args.length; arg++) {
      const value = this.args[arg];
      if (arg > this.#argument) yield { text: ', ', arg: null };
      if (value === null || value === undefined) yield { text: '<nil>', arg };
      else {
        yield { text: `${typeOf(value)}=`, arg: null };
        yield { text: printValue(value), arg };
      }
    }
    yield { text: ')', arg: null };
  }
}
