import type { Report } from '../source/index.js';
import { satisfies } from '../semver/index.js';
import { GoInt, isEmpty, toText, type GoMap } from '../value/index.js';
import { isReference } from './level.js';
import type { ChartFacts } from './match-chart.js';
import type { Candidate, CatalogImage, CatalogRule } from './rule.js';
import { entryAt, joinReference } from './shape.js';

/** Images that the catalogs know of a chart. Where rules name the chart but none its version, that is reported. */
export function matchCatalog(chart: ChartFacts, values: GoMap, rules: readonly CatalogRule[], found: Candidate[], report: Report): void {
  const unknown = new Map<string, string>();
  const known = new Set<string>();
  for (const rule of rules) {
    if (!isAbout(rule, chart)) continue;
    const pack = packOf(rule.id);
    const version = chart[rule.match.by ?? 'version'];
    if (satisfies(rule.match.version, version) !== true) {
      unknown.set(pack, version);
      continue;
    }
    known.add(pack);
    for (const image of rule.images) catalogImage(rule, image, chart, values, found, report);
  }
  for (const [pack, version] of unknown) {
    if (known.has(pack)) continue;
    report({
      code: 'catalog-version-unknown',
      severity: 'warning',
      message: `the catalog ${pack} knows the chart ${chart.name}, but not its version ${version}: images that it pulls later are missing`,
      hint: 'add a catalog rule for this version with --rules',
    });
  }
}

const packOf = (id: string): string => id.slice(0, id.indexOf('/'));

function isAbout({ match }: CatalogRule, chart: ChartFacts): boolean {
  if (match.chart !== chart.name && !match.name_also?.includes(chart.name)) return false;
  const wanted = match.home_contains;
  return wanted === undefined || [chart.home ?? '', ...(chart.sources ?? [])].some((link) => link.includes(wanted));
}

function catalogImage(rule: CatalogRule, image: CatalogImage, chart: ChartFacts, values: GoMap, found: Candidate[], report: Report): void {
  // What the chart itself states is found where it states it.
  if (image.overridden_by?.some((path) => !isEmpty(entryAt(values, path)?.value))) return;
  for (const tag of image.tags ?? [image.tag]) {
    const texts = [image.repository, tag ?? '', image.digest ?? ''].map((text) => fill(text, chart, values));
    const [repository, version, digest] = texts;
    if (texts.includes(null)) {
      report({
        code: 'catalog-version-unknown',
        severity: 'warning',
        message: `the catalog rule ${rule.id} cannot name ${image.repository}: a value or version that its tag is made of is empty`,
      });
      continue;
    }
    const parts = {
      repository: literal(repository!),
      ...(version ? { tag: literal(version) } : {}),
      ...(digest ? { digest: literal(digest) } : {}),
    };
    const reference = joinReference(parts);
    if (reference === null || !isReference(reference, 'reference')) continue;
    found.push({ rule: rule.id, sink: 'catalog', path: [], reference, parts, when: image.when });
  }
}

const literal = (text: string) => ({ text, entry: null, start: 0, end: text.length });

const PLACEHOLDER = /\{(appVersion|version|values:[^}]+)\}/g;

/** Fills the placeholders in; null where one has no text. */
function fill(text: string, chart: ChartFacts, values: GoMap): string | null {
  let complete = true;
  const filled = text.replace(PLACEHOLDER, (_, name: string) => {
    const part = name === 'appVersion' || name === 'version' ? chart[name] : valueText(values, name.slice('values:'.length));
    if (part === '') complete = false;
    return part;
  });
  return complete ? filled : null;
}

function valueText(values: GoMap, path: string): string {
  const value = entryAt(values, path)?.value;
  return typeof value === 'string' || typeof value === 'number' || value instanceof GoInt ? toText(value) : '';
}
