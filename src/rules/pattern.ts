import { createRequire } from 'node:module';
import type { RE2JS } from 're2js';

/** An RE2 pattern of a rule, which must have a group `reference`. Linear in the text, whatever the pattern. */
export class RulePattern {
  #compiled: RE2JS | undefined;

  constructor(readonly source: string) {}

  /** What is wrong with it, in one sentence; null if nothing. */
  check(): string | null {
    try {
      return 'reference' in this.#pattern().namedGroups() ? null : 'the pattern has no group `(?P<reference>…)`';
    } catch (error) {
      return `not a valid RE2 pattern: ${error instanceof Error ? error.message : String(error)}`;
    }
  }

  /** Visits the range of the group `reference` in every match. */
  scan(text: string, visit: (start: number, end: number) => void): void {
    const matcher = this.#pattern().matcher(text);
    while (matcher.find()) {
      const start = matcher.start('reference');
      if (start >= 0) visit(start, matcher.end('reference'));
    }
  }

  /** The library is loaded only for packs that hold patterns: it takes longer than all other rules together. */
  #pattern(): RE2JS {
    if (this.#compiled !== undefined) return this.#compiled;
    const { RE2JS: engine } = createRequire(import.meta.url)('re2js') as typeof import('re2js');
    return (this.#compiled = engine.compile(this.source));
  }
}
