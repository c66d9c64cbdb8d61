import { maskText } from '../secrets/index.js';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Facts = Readonly<Record<string, string | number | boolean | null | undefined>>;

/** Lines for whoever wants to know what a run does: `2026-01-31T00:00:00.000Z info scanned chart=web images=3`. No secrets. */
export class Log {
  readonly #least: number;

  /**
   * @param level lines of lesser weight are dropped; null drops all
   * @param write takes whole lines
   */
  constructor(
    level: LogLevel | null,
    private readonly write: (line: string) => void,
    private readonly now: () => Date = () => new Date(),
  ) {
    this.#least = level === null ? LOG_LEVELS.length : LOG_LEVELS.indexOf(level);
  }

  isOn(level: LogLevel): boolean {
    return LOG_LEVELS.indexOf(level) >= this.#least;
  }

  debug(message: string, facts?: Facts): void {
    this.#line('debug', message, facts);
  }

  info(message: string, facts?: Facts): void {
    this.#line('info', message, facts);
  }

  warn(message: string, facts?: Facts): void {
    this.#line('warn', message, facts);
  }

  error(message: string, facts?: Facts): void {
    this.#line('error', message, facts);
  }

  #line(level: LogLevel, message: string, facts: Facts = {}): void {
    if (!this.isOn(level)) return;
    const pairs = Object.entries(facts).flatMap(([key, value]) => (value === undefined || value === null ? [] : [`${key}=${plain(value)}`]));
    this.write(`${this.now().toISOString()} ${level} ${[maskText(onOneLine(message)), ...pairs.map(maskText)].join(' ')}\n`);
  }
}

const plain = (value: string | number | boolean): string => {
  const text = String(value);
  return /^[^\s"=\\\u0000-\u001F]+$/.test(text) ? text : JSON.stringify(text);
};

/** A chart must not be able to forge lines. */
const onOneLine = (text: string): string => (/[\u0000-\u001F\u007F]/.test(text) ? JSON.stringify(text) : text);
