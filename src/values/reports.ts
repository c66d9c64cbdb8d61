import type { Diagnostic, Report } from '../source/index.js';

/** helm merges the same defaults several times over and repeats itself each time. */
export function once(report: Report): Report {
  const seen = new Set<string>();
  return (diagnostic: Diagnostic) => {
    const key = `${diagnostic.message}\n${diagnostic.spot?.file.name}\n${diagnostic.spot?.start}`;
    if (seen.has(key)) return;
    seen.add(key);
    report(diagnostic);
  };
}

/** helm merges several times before it renders; what it warns of there it warns of again at the end, unlike what aborts it. */
export const errorsOnly =
  (report: Report): Report =>
  (diagnostic) => {
    if (diagnostic.severity === 'error') report(diagnostic);
  };
