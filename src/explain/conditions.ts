import type { GuardRecord, ImageRecord } from '../scan/index.js';
import { maskExpression } from '../secrets/index.js';
import type { ChartNode } from '../values/index.js';
import { dotted } from './dotted.js';
import { lineText } from './line-text.js';
import type { OpenedChart } from './opened-chart.js';
import { presentValue } from './present-value.js';
import type { Condition } from './result.js';

/** The conditions of an image with what the values say of them now. */
export function conditionsOf(image: ImageRecord, chart: OpenedChart | null): Condition[] {
  return image.guards.map((guard) => {
    const { kind, expression, file, line } = guard;
    const source = chart?.source({ file, line, column: null }) ?? null;
    const column = columnOf(expression, source?.line(line) ?? null);
    const text = source === null ? null : lineText(source, line, column);
    const paths = chart === null ? [] : readPaths(guard, image, chart);
    return {
      kind,
      expression,
      place: { file, line, column, text },
      values: paths.map((path) => ({ path: dotted(path), present: presentValue(path, chart!.present(path)) })),
    };
  });
}

/** Of the side that is wanted if the condition has to fail. */
const bare = (expression: string): string => /^not \((.*)\)$/s.exec(expression)?.[1] ?? expression;

function columnOf(expression: string, text: string | null): number | null {
  const at = text?.indexOf(bare(expression)) ?? -1;
  return at < 0 ? null : at + 1;
}

function readPaths(guard: GuardRecord, image: ImageRecord, chart: OpenedChart): (readonly string[])[] {
  const paths = guard.kind === 'dependency' ? dependencyPaths(guard, chart) : templatePaths(guard, image, chart);
  return [...new Map(paths.map((path) => [path.join('\0'), path])).values()];
}

/** A condition is a list of paths below the values of the chart that declares it; tags are the root's. */
function dependencyPaths({ expression, file }: GuardRecord, chart: OpenedChart): (readonly string[])[] {
  if (expression.startsWith('tags: ')) return expression.slice('tags: '.length).split(', ').map((tag) => ['tags', tag]);
  const paths = expression.split(',').map((path) => path.trim().split('.'));
  return chart.nodes(file).flatMap((node) => paths.map((path) => chart.rootPath(node, path)));
}

function templatePaths({ expression, file, line }: GuardRecord, image: ImageRecord, chart: OpenedChart): (readonly string[])[] {
  const source = chart.source({ file, line, column: null });
  const wanted = maskExpression(bare(expression));
  const here = chart.conditions(file).filter((condition) => maskExpression(condition.expression) === wanted && source?.position(condition.start).line === line);
  const reads = here.length > 0 ? here.flatMap((condition) => condition.reads) : namedPaths(wanted);
  return nodesOf(image, chart).flatMap((node) => reads.map((path) => chart.rootPath(node, path)));
}

/** Of a switch inside an action, such as an argument of `ternary`. */
const namedPaths = (expression: string): string[][] => [...expression.matchAll(/(?<![\w)])\$?\.Values\.([\w.]*\w)/g)].map(([, path]) => path!.split('.'));

/**
 * The charts whose `.Values` an image is made of. Partials are included with the context of the template that is rendered, where
 * the first step of every origin stands.
 */
export function nodesOf({ origins, sinks }: ImageRecord, chart: OpenedChart): ChartNode[] {
  const chains = Object.values(origins).filter((chain) => chain.length > 0);
  const entry = chains[0]?.[0]?.file ?? sinks[0]?.template?.file;
  const nodes = entry === undefined ? [] : chart.nodes(entry);
  if (nodes.length < 2) return nodes;
  const decided = chains.flat().map(({ path }) => path ?? '');
  const named = nodes.filter((node) => decided.some((path) => path.startsWith(`${dotted(chart.rootPath(node, []))}.`)));
  return named.length > 0 ? named : nodes;
}
