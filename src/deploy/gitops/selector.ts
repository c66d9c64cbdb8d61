import type { GoMap } from '../../value/index.js';
import { listAt, mapAt, scalarText, textAt, textsAt } from './fields.js';

/** A label selector over flat parameters. */
export function selects(selector: GoMap, params: GoMap): boolean {
  for (const [key, { value }] of mapAt(selector, 'matchLabels')?.entries ?? []) {
    if (!params.has(key) || scalarText(params.get(key)) !== scalarText(value)) return false;
  }
  return listAt(selector, 'matchExpressions').every(({ value }) => {
    const key = textAt(value, 'key');
    const listed = params.has(key) && textsAt(value, 'values').includes(scalarText(params.get(key)));
    switch (textAt(value, 'operator')) {
      case 'In':
        return listed;
      case 'NotIn':
        return !listed;
      case 'Exists':
        return params.has(key);
      case 'DoesNotExist':
        return !params.has(key);
      default:
        return false;
    }
  });
}
