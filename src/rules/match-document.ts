import type { Report } from '../source/index.js';
import { Entry, GoList, GoMap } from '../value/index.js';
import { JOINED_LATER, matchEmbedded } from './embedded.js';
import { isKubernetesGroup } from './groups.js';
import { isReference } from './level.js';
import type { DocumentRules, FieldScope, NamedRule, RulePacks } from './packs.js';
import type { Candidate, Sink } from './rule.js';
import { matchText } from './match-text.js';
import { flagsOf, tokensOf } from './tokens.js';

type Path = (string | number)[];

/** Deeper nodes are not looked at; YAML readers refuse such documents anyway. */
const MAX_DEPTH = 200;
/** Of one document. */
const MAX_CANDIDATES = 2000;
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
  #holdsTexts = false;
  #isCustom = false;
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
    this.#path.push(...prefix);
    const items = document.get('items');
    if (group === '' && kind.endsWith('List') && items instanceof GoList) this.#items(items);
    else {
      this.#isCustom = !isKubernetesGroup(group);
      this.#fields = this.rules.fields.filter((scope) => scope.applies(group, kind));
      this.#holdsTexts = group === '' && (kind === 'ConfigMap' || kind === 'Secret');
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
      this.#path.push(key);
      this.#value(entry, key, root);
      this.#path.pop();
    }
  }

  #list(list: GoList, name: string, root: GoMap): void {
    if (this.#path.length > MAX_DEPTH) return;
    if (/(?:args|command)$/i.test(name)) this.#arguments(list);
    const isEnvironment = /env(?:vars)?$/i.test(name);
    list.entries.forEach((entry, at) => {
      this.#path.push(at);
      if (isEnvironment && entry.value instanceof GoMap) this.#variable(entry.value);
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
      if (rule !== null) return this.#add({ rule, sink: this.#sink('custom-resource'), path: [...this.#path], reference: text, parts: {}, span: { entry, start: 0, end: text.length } });
    }
    if (this.#holdsTexts && this.#path[0] !== 'metadata') {
      for (const candidate of matchEmbedded(entry, this.#path, this.rules, this.report)) this.#add(candidate);
    }
    matchText(text, this.rules.texts, (rule, start, end) => this.#span(rule, this.#sink('text'), entry, start, end));
  }

  #arguments(list: GoList): void {
    const rules = this.rules.arguments;
    if (!list.entries.some(({ value }) => typeof value === 'string' && mayHoldFlag(value, rules))) return;
    for (const flag of flagsOf(tokensOf(list))) {
      const rule = rules.find((one) => isNamed(one, flag.name) && isReference(flag.value, one.value));
      if (rule === undefined) continue;
      this.#path.push(flag.item);
      this.#span(rule.id, 'argument', flag.entry, flag.start, flag.start + flag.value.length);
      this.#path.pop();
    }
  }

  #variable(variable: GoMap): void {
    const name = variable.get('name');
    const entry = variable.entries.get('value');
    if (typeof name !== 'string' || typeof entry?.value !== 'string') return;
    const text = entry.value;
    this.#path.push('value');
    for (const rule of this.rules.environment) {
      if (!isNamed(rule, name)) continue;
      for (const { start, end } of rule.list ? itemsOf(text) : [{ start: 0, end: text.length }]) {
        if (isReference(text.slice(start, end), rule.value)) this.#span(rule.id, 'environment', entry, start, end);
      }
    }
    this.#path.pop();
  }

  /** What the place says, whatever rule found the image there. */
  #sink(otherwise: Sink): Sink {
    for (let at = this.#path.length - 1; at >= 0; at--) {
      const step = this.#path[at];
      if (step === 'annotations') return 'annotation';
      if (typeof step !== 'string') continue;
      if (/(?:args|command)$/i.test(step)) return 'argument';
      if (/env(?:vars)?$/i.test(step)) return 'environment';
    }
    return otherwise;
  }

  #span(rule: string, sink: Sink, entry: Entry, start: number, end: number): void {
    const known = this.#ranges.get(entry);
    if (known?.some((range) => range.start < end && start < range.end)) return;
    const reference = (entry.value as string).slice(start, end);
    this.#add({ rule, sink, path: [...this.#path], reference, parts: {}, span: { entry, start, end } });
  }

  #add(candidate: Candidate): void {
    if (this.found.length === MAX_CANDIDATES) {
      this.report({ code: 'limit-reached', severity: 'warning', message: `more than ${MAX_CANDIDATES} images in one document; the rest is left out` });
    }
    if (this.found.length > MAX_CANDIDATES) return;
    this.found.push(candidate);
    if (candidate.span === undefined) return;
    const { entry, start, end } = candidate.span;
    const known = this.#ranges.get(entry);
    if (known === undefined) this.#ranges.set(entry, [{ start, end }]);
    else known.push({ start, end });
  }
}

const isNamed = ({ named, notNamed }: NamedRule, name: string): boolean => named.matches(name) && !notNamed?.matches(name);

function mayHoldFlag(text: string, rules: readonly NamedRule[]): boolean {
  const lowerCase = text.toLowerCase();
  return rules.some(({ named }) => named.occursIn(lowerCase));
}

const ITEM = /[^\s,;]+/g;

/** The items of `key=image` lines, or of images separated by spaces or commas. */
function* itemsOf(text: string): Generator<{ start: number; end: number }> {
  for (const match of text.matchAll(ITEM)) {
    const start = match.index + match[0].lastIndexOf('=') + 1;
    yield { start, end: match.index + match[0].length };
  }
}

function textAt(map: GoMap, key: string): string {
  const value = map.get(key);
  return typeof value === 'string' ? value : '';
}
