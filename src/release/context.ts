import { GoMap, int, type GoStruct } from '../value/index.js';
import { valuesFor, type ChartNode } from '../values/index.js';
import { capabilities } from './capabilities.js';
import { chartObject } from './chart-object.js';
import { filesObject } from './files.js';
import type { ReleaseOptions } from './options.js';
import { valuesMethods } from './values-methods.js';

/** What templates see and cannot change: the same for every pass. */
export interface FixedObjects {
  readonly capabilities: GoStruct;
  readonly release: GoMap;
  readonly charts: ReadonlyMap<ChartNode, { readonly chart: GoStruct; readonly files: GoMap }>;
}

export function fixedObjects(root: ChartNode, options: ReleaseOptions): FixedObjects {
  const charts = new Map<ChartNode, { chart: GoStruct; files: GoMap }>();
  const add = (node: ChartNode): void => {
    charts.set(node, { chart: chartObject(node), files: filesObject(node.chart) });
    node.children.forEach(add);
  };
  add(root);
  return { capabilities: capabilities(options), release: releaseObject(options), charts };
}

/** The root dot of every chart of a release, by its node. */
export function contexts(root: ChartNode, values: GoMap, fixed: FixedObjects): Map<ChartNode, GoMap> {
  const all = new Map<ChartNode, GoMap>();
  const build = (node: ChartNode, own: GoMap): GoMap => {
    const context = new GoMap('chartutil.Values');
    context.methods = valuesMethods(context);
    // Whatever a template is given reaches these; views of them are made before anybody asks.
    context.pinned = true;
    const { chart, files } = fixed.charts.get(node)!;
    const subcharts = new GoMap();
    subcharts.pinned = true;
    all.set(node, context);
    own.methods ??= valuesMethods(own);
    context.set('Chart', chart);
    context.set('Files', files);
    context.set('Release', fixed.release);
    context.set('Capabilities', fixed.capabilities);
    context.set('Values', own);
    context.set('Subcharts', subcharts);
    for (const child of node.children) subcharts.set(child.name, build(child, valuesFor(child, own)));
    return context.plain();
  };
  build(root, values);
  return all;
}

function releaseObject(options: ReleaseOptions): GoMap {
  const release = GoMap.of({
    Name: options.name,
    Namespace: options.namespace,
    IsUpgrade: options.isUpgrade,
    IsInstall: !options.isUpgrade,
    Revision: int(1),
    Service: 'Helm',
  });
  release.pinned = true;
  return release;
}
