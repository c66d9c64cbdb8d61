import { loadChartFromFiles } from '../../src/chart/index.js';
import { Evaluator, TemplateCache } from '../../src/evaluate/index.js';
import { outputOf } from '../../src/manifest/index.js';
import { DEFAULT_RELEASE, Release, type ReleaseOptions } from '../../src/release/index.js';
import { SourceFile, type Diagnostic, type Report } from '../../src/source/index.js';
import { coalesceValues, enableDependencies, readUserValues } from '../../src/values/index.js';

export type Files = Readonly<Record<string, string>>;

/** A chart named `c`, as little as helm accepts. */
export const CHART_YAML = 'apiVersion: v2\nname: c\nversion: 0.1.0\n';

/** A chart of one template. */
export const oneTemplate = (text: string, more: Files = {}): Files => ({ 'Chart.yaml': CHART_YAML, 'templates/t.yaml': text, ...more });

export interface Rendered {
  /** What every executed file writes, by template id. */
  readonly texts: Readonly<Record<string, string>>;
  /** In the order of execution. */
  readonly order: readonly string[];
  readonly problems: readonly Diagnostic[];
}

/** A chart in memory, ready to render; `values` is the text of a values file. */
export function releaseOf(files: Files, values: string, templates: TemplateCache, report: Report, options: Partial<ReleaseOptions> = {}): Release {
  const chart = loadChartFromFiles('c', files, report)!;
  const user = readUserValues({ valuesFiles: [new SourceFile('user.yaml', values)] }, report);
  const { root, userValues } = enableDependencies(chart, user, report, 'as-given');
  return new Release(root, { merged: () => coalesceValues(root, userValues, report), layOver: () => null }, { ...DEFAULT_RELEASE, ...options }, templates, report);
}

/** Renders charts in memory; `values` is the text of a values file. */
export function render(files: Files, values = '', options: Partial<ReleaseOptions> = {}): Rendered {
  const problems: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): void => void problems.push(diagnostic);
  const templates = new TemplateCache();
  const release = releaseOf(files, values, templates, report, options);
  const texts = release.files.map((file): [string, string] => {
    const evaluator = new Evaluator(report, templates, null);
    return [file.id, outputOf(file.id, release.render(file, evaluator)).text];
  });
  return { texts: Object.fromEntries(texts), order: release.files.map(({ id }) => id), problems };
}

/** What makes helm abort; warnings left out. */
export const errorsOf = ({ problems }: Rendered): string[] => problems.filter(({ severity }) => severity === 'error').map(({ message }) => message);

/** The text of the only template of a chart. */
export function renderText(template: string, values = ''): { readonly text: string; readonly errors: readonly string[] } {
  const rendered = render(oneTemplate(template), values);
  return { text: rendered.texts['c/templates/t.yaml']!, errors: errorsOf(rendered) };
}
