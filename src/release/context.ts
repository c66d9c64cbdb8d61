import { GoMap, int, type GoStruct } from '../value/index.js';
import { valuesFor, type ChartNode } from '../values/index.js';
import { chartObject } from './chart-object.js';
import { filesObject } from './files.js';
import type { ReleaseOptions } from './options.js';

/** The root dot of every chart of a release, by its node. */
export function contexts(root: ChartNode, values: GoMap, capabilities: GoStruct, options: ReleaseOptions): Map<ChartNode, GoMap> {
  const release = releaseObject(options);
  const all = new Map<ChartNode, GoMap>();
  const build = (node: ChartNode, own: GoMap): GoMap => {
    const context = new GoMap();
    all.set(node, context);
    own.methods ??= { AsMap: () => own.plain() };
    const subcharts = new GoMap();
    context.set('Chart', chartObject(node));
    context.set('Files', filesObject(node.chart));
    context.set('Release', release);
    context.set('Capabilities', capabilities);
    context.set('Values', own);
    context.set('Subcharts', subcharts);
    for (const child of node.children) subcharts.set(child.name, build(child, valuesFor(child, own)));
    return context;
  };
  build(root, values);
  return all;
}

function releaseObject(options: ReleaseOptions): GoMap {
  return GoMap.of({
    Name: options.name,
    Namespace: options.namespace,
    IsUpgrade: options.isUpgrade,
    IsInstall: !options.isUpgrade,
    Revision: int(1),
    Service: 'Helm',
  });
}
