import { Evaluator, type TemplateCache } from '../evaluate/index.js';
import { parseReference } from '../image/index.js';
import type { Release } from '../release/index.js';
import { NameGlobs } from '../rules/index.js';
import { SourceFile, type DiagnosticRecord } from '../source/index.js';
import type { ChartResult, ExtraImage, ImageRecord } from './result.js';

/** Adds to a chart the images that the configuration says it needs. One that was found anyway gets a further sink. */
export function addExtraImages(chart: ChartResult, entries: readonly ExtraImage[], release: Release, templates: TemplateCache): ChartResult {
  const images = new Map(chart.images.map((image) => [image.reference, image]));
  const diagnostics = [...chart.diagnostics];
  const before = diagnostics.length;
  let added = false;
  for (const entry of entries) {
    if (entry.charts !== undefined && !new NameGlobs(entry.charts).matches(chart.name)) continue;
    const references = entry.reference === undefined ? written(entry, release, templates, diagnostics) : [entry.reference];
    for (const reference of references) {
      const known = images.get(reference);
      images.set(reference, known === undefined ? extraImage(reference, entry) : { ...known, sinks: [...known.sinks, ...extraImage(reference, entry).sinks] });
      added = true;
    }
  }
  if (!added && diagnostics.length === before) return chart;
  const inOrder = [...images.values()].sort((a, b) => (a.reference < b.reference ? -1 : 1));
  return { ...chart, images: inOrder, diagnostics };
}

/** What the template of an entry writes over the values of the chart, a line an image; what is no reference is a warning. */
function written(entry: ExtraImage, release: Release, templates: TemplateCache, diagnostics: DiagnosticRecord[]): string[] {
  const refuse = (message: string): void => void diagnostics.push({ code: 'reference-invalid', severity: 'warning', message, hint: null, ...placeOf(entry) });
  const problems: string[] = [];
  const evaluator = new Evaluator(({ message }) => void problems.push(message), templates, null);
  release.reset();
  const text = release.renderText(new SourceFile(`extra_images of ${entry.file}`, entry.template!), evaluator);
  if (problems.length > 0) {
    refuse(`the template of an extra image cannot be evaluated: ${problems[0]}`);
    return [];
  }
  const lines = text.replaceAll('<no value>', '').split('\n').map((line) => line.trim()).filter((line) => line !== '');
  return lines.filter((line) => {
    const isReference = parseReference(line) !== null && !evaluator.holes.some(({ marker }) => line.includes(marker));
    if (!isReference) refuse(`the template of an extra image writes ${JSON.stringify(line)}, which is no image reference`);
    return isReference;
  });
}

const placeOf = ({ file, line, column }: ExtraImage): Pick<DiagnosticRecord, 'file' | 'line' | 'column'> => ({ file, line, column });

function extraImage(reference: string, entry: ExtraImage): ImageRecord {
  const { registry, repository, tag, digest, normalized } = parseReference(reference)!;
  const place = { file: entry.file, line: entry.line ?? 1, column: entry.column ?? 1 };
  const origin = [{ ...place, path: null }];
  return {
    reference,
    registry,
    repository,
    tag,
    digest,
    normalized,
    status: 'catalog',
    sinks: [{ kind: 'configuration', resource: null, document_path: null, template: place, rule: 'extra_images' }],
    guards: [],
    enabled_by: null,
    enabled_by_reason: entry.reason,
    origins: { repository: origin, ...(tag === null ? {} : { tag: origin }), ...(digest === null ? {} : { digest: origin }) },
  };
}
