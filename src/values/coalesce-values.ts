import type { Report } from '../source/index.js';
import { deepCopy, GoMap } from '../value/index.js';
import type { ChartNode } from './chart-node.js';
import { coalesceChart } from './coalesce.js';
import { setPlaces } from './places.js';
import { once } from './reports.js';

/**
 * The `.Values` of the root chart, those of the subcharts below it: user values over defaults, globals passed down. A fresh tree
 * each time, whose maps know their places.
 */
export function coalesceValues(root: ChartNode, userValues: GoMap, report: Report): GoMap {
  const values = new GoMap('chartutil.Values', false, deepCopy(userValues).entries);
  coalesceChart(root, values, false, once(report));
  setPlaces(root, values);
  return values;
}
