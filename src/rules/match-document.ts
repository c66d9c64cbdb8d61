import type { Report } from '../source/index.js';
import { Entry, GoList, GoMap } from '../value/index.js';
import { JOINED_LATER, matchEmbedded } from './embedded.js';
import type { NameGlobs } from './glob.js';
import { isKubernetesGroup } from './groups.js';
import { argumentImages, variableImages, type NamedImage } from './match-arguments.js';
import type { DocumentRules, FieldScope, RulePacks } from './packs.js';
import type { Candidate, Sink } from './rule.js';
import { matchText } from './match-text.js';

type Path = (string | number)[];

/** Deeper nodes are not looked at; YAML readers refuse such documents anyway. */
const MAX_DEPTH = 200;
/** Of one document. */
const MAX_CANDIDATES = 2000;
/** Names of lists, also as operators vary them: `extraArgs`, `extraEnvVars`. */
const ARGUMENTS = /(?:args|command)$/i;
const ENVIRONMENT = /env(?:vars)?$/i;
const CONTAINER_LISTS = new Set(['containers', 'initContainers', 'ephemeralContainers']);

/**
 * Images that one rendered document names outside its containers: fields of custom resources, arguments, environment,
 * embedded documents, annotations and other text. `image` of containers and `image.reference` of volumes are left out.
 */
export function matchDocument(document: GoMap, packs: RulePacks, report: Report = () => {}): Candidate[] {
  const found: Candidate[] = [];
  new DocumentWalk(packs.document, found, report).document(document, []);
  return found;
}

class DocumentWalk {
  #fields: readonly FieldScope[] = [];
  /** Keys below which nothing is pulled. */
  #notPulled: readonly NameGlobs[] = [];
  #holdsTexts = false;
  #isCustom = false;
  #full = false;
  /** Parts of a reference that was put together: no references of their own. */
  readonly #taken = new Set<Entry>();
  /** What was found in each text; the first rule that finds something in a place has it. */
  readonly #ranges = new Map<Entry, { start: number; end: number }[]>();
  readonly #path: Path = [];

  constructor(
    private readonly rules: DocumentRules,
    private readonly found: Candidate[],
    private readonly report: Report,
  ) {}

  document(document: GoMap, prefix: Path): void {
    const kind = textAt(document, 'kind');
    const apiVersion = textAt(document, 'apiVersion');
    const slash = apiVersion.indexOf('/');
    const group = slash < 0 ? '' : apiVersion.slice(0, slash);
    // A definition describes fields; the images in its descriptions and defaults are examples.
    if (kind === 'CustomResourceDefinition') return;
    const notPulled = this.rules.notPulled.filter((scope) => scope.applies(group, kind));
    if (notPulled.some(({ key }) => key === null)) return;
    this.#notPulled = notPulled.flatMap(({ key }) => key ?? []);
    this.#path.push(...prefix);
    const items = document.get('items');
    if (group === '' && kind.endsWith('List') && items instanceof GoList) this.#items(items);
    else {
      this.#isCustom = !isKubernetesGroup(group);
      this.#fields = this.rules.fields.filter((scope) => scope.applies(group, kind));
      this.#holdsTexts = this.#isCustom || (group === '' && (kind === 'ConfigMap' || kind === 'Secret'));
      this.#map(document, '', document);
    }
    this.#path.length -= prefix.length;
  }

  #items(items: GoList): void {
    items.entries.forEach((entry, at) => {
      if (entry.value instanceof GoMap) new DocumentWalk(this.rules, this.found, this.report).document(entry.value, [...this.#path, 'items', at]);
    });
  }

  #map(map: GoMap, name: string, root: GoMap): void {
    if (this.#path.length > MAX_DEPTH) return;
    for (const { shapes } of this.#fields) {
      const joined = shapes.joinMap(map, name, this.#path, root);
      if (joined === null) continue;
      const isOwnField = this.#isCustom && joined.when === undefined;
      this.#add({ ...(isOwnField ? {} : { when: JOINED_LATER }), ...joined, sink: isOwnField ? 'custom-resource' : 'catalog', path: [...this.#path] });
      for (const part of Object.values(joined.parts)) if (part.entry !== null) this.#taken.add(part.entry);
      break;
    }
    const isContainer = CONTAINER_LISTS.has(name) && typeof this.#path.at(-1) === 'number';
    const isImageVolume = name === 'image' && this.#path.includes('volumes');
    for (const [key, entry] of map.entries) {
      if ((isContainer && key === 'image') || (isImageVolume && key === 'reference')) {
        if (typeof entry.value === 'string') continue;
      }
      if (this.#isNotPulled(key)) continue;
      this.#path.push(key);
      this.#value(entry, key, root);
      this.#path.pop();
    }
  }

  #isNotPulled(key: string): boolean {
    for (const keys of this.#notPulled) if (keys.matches(key)) return true;
    return false;
  }

  #list(list: GoList, name: string, root: GoMap): void {
    if (this.#path.length > MAX_DEPTH) return;
    if (ARGUMENTS.test(name)) {
      for (const { item, ...image } of argumentImages(list, this.rules.arguments)) this.#named('argument', image, item);
    }
    const isEnvironment = ENVIRONMENT.test(name);
    list.entries.forEach((entry, at) => {
      this.#path.push(at);
      if (isEnvironment && entry.value instanceof GoMap) {
        for (const image of variableImages(entry.value, this.rules.environment)) this.#named('environment', image, 'value');
      }
      this.#value(entry, name, root);
      this.#path.pop();
    });
  }

  #value(entry: Entry, name: string, root: GoMap): void {
    const { value } = entry;
    if (typeof value === 'string') this.#string(value, entry, name);
    else if (value instanceof GoMap) this.#map(value, name, root);
    else if (value instanceof GoList) this.#list(value, name, root);
  }

  #string(text: string, entry: Entry, name: string): void {
    if (text.length < 3 || this.#taken.has(entry)) return;
    for (const { shapes } of this.#fields) {
      const rule = shapes.ruleOfString(text, name, this.#path);
      if (rule !== null) return this.#add({ rule, sink: this.#sink(this.#isCustom ? 'custom-resource' : 'text'), path: [...this.#path], reference: text, parts: {}, span: { entry, start: 0, end: text.length } });
    }
    if (this.#holdsTexts && this.#path[0] !== 'metadata') {
      for (const candidate of matchEmbedded(entry, [...this.#path], this.rules, this.report)) this.#add(candidate);
    }
    matchText(text, this.rules.texts, ({ id, when }, start, end) => this.#span({ rule: id, when }, when === undefined ? this.#sink('text') : 'catalog', entry, start, end));
  }

  /** What the place says, whatever rule found the image there. */
  #sink(otherwise: Sink): Sink {
    for (let at = this.#path.length - 1; at >= 0; at--) {
      const step = this.#path[at];
      if (step === 'annotations') return 'annotation';
      if (typeof step !== 'string') continue;
      if (ARGUMENTS.test(step)) return 'argument';
      if (ENVIRONMENT.test(step)) return 'environment';
    }
    return otherwise;
  }

  #named(sink: Sink, { rule, entry, start, end }: NamedImage, step: string | number): void {
    this.#path.push(step);
    this.#span({ rule }, sink, entry, start, end);
    this.#path.pop();
  }

  #span({ rule, when }: { readonly rule: string; readonly when?: string | undefined }, sink: Sink, entry: Entry, start: number, end: number): void {
    if (this.#full) return;
    const known = this.#ranges.get(entry);
    if (known?.some((range) => range.start < end && start < range.end)) return;
    const reference = (entry.value as string).slice(start, end);
    this.#add({ rule, sink, path: [...this.#path], reference, parts: {}, span: { entry, start, end }, ...(when === undefined ? {} : { when }) });
  }

  #add(candidate: Candidate): void {
    if (this.#full) return;
    if (this.found.length >= MAX_CANDIDATES) {
      this.#full = true;
      this.report({ code: 'limit-reached', severity: 'warning', message: `more than ${MAX_CANDIDATES} images in one document; the rest is left out` });
      return;
    }
    this.found.push(candidate);
    if (candidate.span === undefined) return;
    const { entry, start, end } = candidate.span;
    const known = this.#ranges.get(entry);
    if (known === undefined) this.#ranges.set(entry, [{ start, end }]);
    else known.push({ start, end });
  }
}

function textAt(map: GoMap, key: string): string {
  const value = map.get(key);
  return typeof value === 'string' ? value : '';
}
