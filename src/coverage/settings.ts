import { Spot } from '../source/index.js';
import { expressionText, type Expr } from '../template/index.js';
import { TEXT_PART, type Choices } from './choices.js';
import { changes, isSolved, wordsOf, type Fix } from './fix.js';
import type { Guard } from './guard.js';
import type { Scope } from './leaf.js';
import { lookupsIn } from './lookups.js';
import type { Enclosing, Ledger, Setting } from './records.js';
import { solve } from './solve.js';

/** Notes what is to be turned for a pass of its own: what shapes the text of an image, or what is looked up. */
export class Settings {
  constructor(
    readonly ledger: Ledger,
    readonly choices: Choices,
    /** What is turned for the present pass: what is met under it needs it, too. */
    readonly outer: Setting | null,
  ) {}

  /** A switch in the text of an image. */
  switch(scope: Scope, condition: Expr, wanted: boolean, enclosing: Enclosing | null): void {
    const solution = solve(scope, condition, wanted);
    if (!isSolved(solution) || solution.length === 0) return;
    const fixes = solution.filter(({ path }) => path !== null);
    if (fixes.length === 0 || !fixes.every((fix) => fix.isSwitch && !TEXT_PART.test(String(fix.path!.at(-1))))) return;
    const text = expressionText(condition, scope.frame.source.text);
    for (const turned of wordsOf(fixes)) this.#turn(turned, wanted ? text : `not (${text})`, new Spot(scope.frame.source, condition.start, condition.end), enclosing);
  }

  /** Where a key decides what is looked up, other keys are settings; whether there are any. */
  lookups(scope: Scope, expr: Expr, inText: boolean, enclosing: Enclosing | null): boolean {
    if (this.ledger.full) return false;
    const alternatives = lookupsIn(expr).flatMap((lookup) => this.choices.of(scope, lookup, inText));
    for (const { fix, expression, at } of alternatives) this.#turn([fix], expression, new Spot(scope.frame.source, at.start, at.end), enclosing);
    return alternatives.length > 0;
  }

  #turn(fixes: readonly Fix[], expression: string, spot: Spot, ancestors: Enclosing | null): void {
    const { outer } = this;
    if (outer !== null && fixes.every(({ path }) => changes(outer.fixes, path))) return;
    const guard: Guard = { kind: 'setting', expression, spot, solution: fixes };
    this.ledger.turn({ fixes: [...(outer?.fixes ?? []), ...fixes], ancestors, guards: [...(outer?.guards ?? []), guard] });
  }
}
