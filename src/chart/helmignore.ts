import { Spot, type Report, type SourceFile } from '../source/index.js';
import { compileGlob, failsOn, matchGlob, type Glob } from './glob.js';
import { tell } from './loading.js';

interface IgnoreRule {
  readonly glob: Glob;
  readonly negated: boolean;
  readonly foldersOnly: boolean;
  /** Matched against the path from the root of the chart, else against the base name. */
  readonly wholePath: boolean;
}

/** The rules of the `.helmignore` at the root of a chart folder; helm reads no other one. */
export class IgnoreRules {
  readonly #rules: readonly IgnoreRule[];

  /** @param file null where there is none; helm's own rule (dot files directly in `templates/`) always comes last */
  constructor(file: SourceFile | null, report: Report) {
    const rules = file === null ? [] : readRules(file, report);
    rules.push(parseRule('templates/.?*')!);
    this.#rules = rules;
  }

  /**
   * The first rule that matches ignores. What a negated rule does not match is ignored too, and what it matches is left to
   * the rules after it: helm's meaning, not git's.
   */
  ignores(path: string, isFolder: boolean): boolean {
    const base = path.slice(path.lastIndexOf('/') + 1);
    for (const rule of this.#rules) {
      if (rule.foldersOnly && !isFolder) {
        if (rule.negated) return true;
        continue;
      }
      if (matchGlob(rule.glob, rule.wholePath ? path : base) !== rule.negated) return true;
    }
    return false;
  }
}

function readRules(file: SourceFile, report: Report): IgnoreRule[] {
  const rules: IgnoreRule[] = [];
  let start = 0;
  for (const line of file.text.split('\n')) {
    const text = line.trim();
    if (text !== '' && !text.startsWith('#')) {
      const rule = text.includes('**') ? null : parseRule(text);
      if (rule !== null) rules.push(rule);
      else {
        const reason = text.includes('**') ? 'contains `**`, which helm does not know' : 'is not a valid pattern';
        tell(report, 'helmignore-invalid', 'error', new Spot(file, start, start + line.length), `The rule ${JSON.stringify(text)} ${reason}; it was left out, helm refuses the chart.`);
      }
    }
    start += line.length + 1;
  }
  return rules;
}

/** @returns null where helm refuses the rule: it tries each on the name `abc` */
function parseRule(text: string): IgnoreRule | null {
  if (failsOn(compileGlob(text), 'abc')) return null;
  const negated = text.startsWith('!');
  let pattern = negated ? text.slice(1) : text;
  const foldersOnly = pattern.endsWith('/');
  if (foldersOnly) pattern = pattern.slice(0, -1);
  return { glob: compileGlob(pattern.replace(/^\/+/, '')), negated, foldersOnly, wholePath: pattern.includes('/') };
}
