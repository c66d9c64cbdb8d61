import { Spot, type Report } from '../source/index.js';
import { GoList, GoMap, type GoValue } from '../value/index.js';
import type { DependencyDecision } from './chart-node.js';
import { spotOf } from './coalesce.js';
import type { Declared, Draft } from './draft.js';

/** Whether a dependency with a condition or tags is enabled, and by what. */
export function decide(draft: Draft, declared: Declared, values: GoMap, prefix: string, report: Report): DependencyDecision {
  const { condition, tags } = declared.written;
  const fixed = {
    child: declared.name,
    childPath: `${draft.path}/charts/${declared.name}`,
    condition,
    tags,
    spot: declarationSpot(draft, declared),
  };
  const warn = (message: string): void => report({ code: 'values-conflict', severity: 'warning', message, ...spotOf(fixed.spot) });
  return {
    ...fixed,
    ...(byCondition(declared, values, prefix, warn) ??
      byTags(declared, values, warn) ?? {
        by: 'default',
        switch: conditionPaths(condition, prefix)[0]?.path ?? ['tags', tags[0] ?? ''],
        present: undefined,
        enabled: true,
      }),
  };
}

type Verdict = Pick<DependencyDecision, 'by' | 'switch' | 'present' | 'enabled'>;
type Warn = (message: string) => void;

/** The first path with a boolean decides. */
function byCondition(declared: Declared, values: GoMap, prefix: string, warn: Warn): Verdict | null {
  for (const { lookup, path } of conditionPaths(declared.written.condition, prefix)) {
    const found = valueAt(values, lookup);
    if (typeof found === 'boolean') return { by: 'condition', switch: path, present: found, enabled: found };
    if (found !== undefined) warn(`condition ${path.join('.')} of dependency ${declared.name} is not a boolean: helm ignores it`);
  }
  return null;
}

/** Tags are looked up in the root chart's values, for nested charts too. One true tag enables. */
function byTags(declared: Declared, values: GoMap, warn: Warn): Verdict | null {
  const table = values.get('tags');
  if (!(table instanceof GoMap)) return null;
  let verdict: Verdict | null = null;
  for (const tag of declared.written.tags) {
    if (!table.has(tag)) continue;
    const present = table.get(tag);
    if (typeof present !== 'boolean') {
      warn(`tag ${tag} of dependency ${declared.name} is not a boolean: helm ignores it`);
    } else if (verdict === null || (present && !verdict.enabled)) {
      verdict = { by: 'tags', switch: ['tags', tag], present, enabled: present };
    }
  }
  return verdict;
}

/**
 * The paths of a condition. helm does not trim them, so that one after `, ` is never found. A global is switched at the root:
 * the root's wins.
 */
export function conditionPaths(condition: string, prefix: string): { lookup: string[]; path: string[] }[] {
  return condition
    .trim()
    .split(',')
    .filter((item) => item !== '')
    .map((item) => {
      const lookup = (prefix + item).split('.');
      return { lookup, path: item.startsWith('global.') ? item.split('.') : lookup };
    });
}

/** Undefined where there is nothing, or a table. */
function valueAt(values: GoMap, path: readonly string[]): GoValue {
  let table = values;
  for (const step of path.slice(0, -1)) {
    const next = table.get(step);
    if (!(next instanceof GoMap)) return undefined;
    table = next;
  }
  const found = table.entries.get(path.at(-1) ?? '')?.value;
  return found instanceof GoMap ? undefined : found;
}

function declarationSpot(draft: Draft, { index, written }: Declared): Spot | null {
  const list = draft.chart.metadataValues.get('dependencies');
  const item = list instanceof GoList ? list.entries[index]?.value : undefined;
  if (!(item instanceof GoMap) || item.get('name') !== written.name) return null;
  const origin = item.entries.get(written.condition === '' ? 'tags' : 'condition')?.origin;
  return origin instanceof Spot ? origin : null;
}
