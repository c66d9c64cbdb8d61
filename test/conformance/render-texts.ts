import { discoverCharts, loadChart } from '../../src/chart/index.js';
import { Evaluator, TemplateCache } from '../../src/evaluate/index.js';
import { headProblem, isDropped, outputOf, splitDocuments } from '../../src/manifest/index.js';
import { DEFAULT_RELEASE, Release } from '../../src/release/index.js';
import type { Diagnostic } from '../../src/source/index.js';
import { GoMap } from '../../src/value/index.js';
import { checkSchemas, coalesceValues, enableDependencies, kubeVersionProblem, readUserValues, type UserValueSources } from '../../src/values/index.js';
import { readYaml } from '../../src/yaml/index.js';

export interface RenderedChart {
  /** The documents that each template makes, by template id, as helm would print them. */
  readonly texts: Map<string, string[]>;
  /** What makes helm refuse. */
  readonly errors: Diagnostic[];
}

export function renderChart(path: string, sources: UserValueSources = {}): RenderedChart {
  const errors: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void ((diagnostic.severity === 'error' || diagnostic.code === 'schema-invalid') && errors.push(diagnostic));
  const texts = new Map<string, string[]>();
  const found = discoverCharts([path], report)[0];
  const chart = found === undefined ? null : loadChart(found, report);
  if (chart === null) return { texts, errors };
  const { root, userValues } = enableDependencies(chart, readUserValues(sources, report), report, 'as-given');
  const templates = new TemplateCache();
  const release = new Release(root, { merged: () => coalesceValues(root, userValues, report), layOver: () => null }, DEFAULT_RELEASE, templates, report);
  checkSchemas(root, release.values, report);
  const kubeVersion = kubeVersionProblem(chart, DEFAULT_RELEASE.kubeVersion);
  if (kubeVersion !== null) report(kubeVersion);
  const evaluator = new Evaluator(report, templates, null);
  for (const file of release.files) {
    const written = release.render(file, evaluator);
    if (!file.printed) continue;
    const source = outputOf(file.id, written);
    const documents = splitDocuments(source.text).filter(({ start, end }) => {
      const { value, problem } = readYaml(source, { offset: start, end });
      const refused = problem?.message ?? headProblem(value);
      if (refused !== null) report({ code: 'document-invalid', severity: 'error', message: refused, file: file.id });
      return !(value instanceof GoMap && isDropped(value));
    });
    if (documents.length > 0) texts.set(file.id, documents.map(({ start, end }) => source.text.slice(start, end)));
  }
  return { texts, errors };
}
