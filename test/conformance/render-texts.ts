import { discoverCharts, loadChart } from '../../src/chart/index.js';
import { Evaluator, TemplateCache } from '../../src/evaluate/index.js';
import { isDropped, outputOf, splitDocuments } from '../../src/manifest/index.js';
import { DEFAULT_RELEASE, Release } from '../../src/release/index.js';
import { GoMap } from '../../src/value/index.js';
import { coalesceValues, enableDependencies } from '../../src/values/index.js';
import { readYaml } from '../../src/yaml/index.js';

const silent = (): void => {};

/** The documents that each template of a chart makes, by template id, as helm would print them. */
export function renderTexts(path: string): Map<string, string[]> {
  const chart = loadChart(discoverCharts([path], silent)[0]!, silent)!;
  const { root, userValues } = enableDependencies(chart, new GoMap(), silent, 'as-given');
  const templates = new TemplateCache();
  const release = new Release(root, () => coalesceValues(root, userValues, silent), DEFAULT_RELEASE, templates, silent);
  const evaluator = new Evaluator(silent, templates, null);
  const texts = new Map<string, string[]>();
  for (const file of release.files) {
    const written = release.render(file, evaluator);
    if (!file.printed) continue;
    const source = outputOf(file.id, written);
    const documents = splitDocuments(source.text).filter(({ start, end }) => {
      const { value } = readYaml(source, { offset: start, end });
      return !(value instanceof GoMap && isDropped(value));
    });
    if (documents.length > 0) texts.set(file.id, documents.map(({ start, end }) => source.text.slice(start, end)));
  }
  return texts;
}
