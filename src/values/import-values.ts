import type { Report } from '../source/index.js';
import { deepCopy, GoMap } from '../value/index.js';
import { coalesceChart, mergeTables } from './coalesce.js';
import type { Draft } from './draft.js';
import { errorsOnly } from './reports.js';

const silent: Report = () => {};

/**
 * helm's import-values, children before parents. Even without imports the defaults of a chart with enabled dependencies afterwards
 * hold those of its children, with its own globals passed on: a later null from the user does not undo that.
 */
export function importValues(draft: Draft, report: Report): void {
  for (const child of draft.children) importValues(child, report);
  if (draft.declared === null) return;
  const defaults = coalesceChart(draft, new GoMap(), true, errorsOnly(report));
  const imported = new GoMap();
  for (const declared of draft.declared) {
    if (declared.imported) continue;
    declared.importValues = declared.importValues.map((written) => {
      const { child, parent } = typeof written === 'string' ? { child: `exports.${written}`, parent: '.' } : written;
      const table = tableAt(defaults, `${declared.name}.${child}`);
      if (table === null) {
        const message = `import-values of ${draft.name}: dependency ${declared.name} has no table ${child} in its defaults`;
        report({ code: 'values-conflict', severity: 'warning', message, file: draft.chart.path });
      } else {
        mergeTables(imported, below(parent, table), '', { keepNulls: true, share: true, report: silent });
      }
      return { child, parent };
    });
    declared.imported = true;
  }
  if (imported.size === 0) draft.values = defaults;
  else draft.values = mergeTables(deepCopy(defaults), imported, '', { keepNulls: true, share: false, report: silent });
}

function tableAt(values: GoMap, path: string): GoMap | null {
  let table = values;
  for (const step of path.split('.')) {
    const next = table.get(step);
    if (!(next instanceof GoMap)) return null;
    table = next;
  }
  // helm makes a new map for an empty one, which alone keeps later imports from being seen in the child.
  return table.size === 0 ? new GoMap() : table;
}

function below(path: string, table: GoMap): GoMap {
  if (path === '.') return table;
  return path.split('.').reduceRight((inner, key) => new GoMap().set(key, inner), table);
}
