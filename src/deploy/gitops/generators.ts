import { posix } from 'node:path';
import { GoList, GoMap, type Entry, type GoValue } from '../../value/index.js';
import { readYaml, toJson } from '../../yaml/index.js';
import type { Checkout } from './checkout.js';
import { at, entryAt, isTrueAt, listAt, mapAt, textAt, textsAt, wholeOf } from './fields.js';
import { globCost, globMatcher } from './glob.js';
import { textSource } from './inline-values.js';
import { MAX_APPLICATIONS, MAX_GENERATOR_DEPTH } from './limits.js';
import { mergeMaps } from './merge.js';
import { selects } from './selector.js';
import { addValues, flatten, pathParams } from './set-params.js';
import { renderValue, SetTemplateError, type SetTemplate } from './set-template.js';
import type { Tree } from './tree.js';

/** A generator that asks a cluster, a service or a program; the message names it. */
export class Unknowable extends Error {}

/** Parameters of one Application. */
export interface ParamSet {
  readonly params: GoMap;
  /** `template` of the generator, which goes over the one of the set. */
  readonly template: GoMap | null;
}

/** Makes the parameters of the generators of one ApplicationSet. */
export class Generators {
  constructor(
    readonly tree: Tree,
    readonly checkout: Checkout,
    readonly template: SetTemplate,
  ) {}

  /** @throws Unknowable | SetTemplateError */
  paramSets(generator: GoMap): ParamSet[] {
    for (const [kind, entry] of generator.entries) {
      if (kind === 'selector') continue;
      const template = mapAt(entry.value, 'template');
      return this.#generate(generator, null, 0).map((params) => ({ params, template }));
    }
    return [];
  }

  /** @param outer parameters of the first generator of a matrix, which the second may use */
  #generate(generator: GoMap, outer: GoMap | null, depth: number): GoMap[] {
    if (depth > MAX_GENERATOR_DEPTH) throw new SetTemplateError('generators nest too deep');
    const used = outer === null || outer.size === 0 ? generator : (renderValue(this.template, generator, outer) as GoMap);
    const kind = [...used.entries.keys()].find((key) => key !== 'selector') ?? '';
    const spec = at(used, kind);
    const all = this.#byKind(kind, spec, depth);
    if (all.length > MAX_APPLICATIONS) throw new SetTemplateError(`this makes more than ${MAX_APPLICATIONS} Applications`);
    const selector = mapAt(used, 'selector');
    return selector === null ? all : all.filter((params) => selects(selector, flatten(params)));
  }

  #byKind(kind: string, spec: GoValue, depth: number): GoMap[] {
    switch (kind) {
      case 'list':
        return this.#list(spec);
      case 'git':
        return listAt(spec, 'directories').length > 0 ? this.#directories(spec) : this.#files(spec);
      case 'matrix':
        return this.#matrix(spec, depth);
      case 'merge':
        return this.#merge(spec, depth);
      default:
        throw new Unknowable(kind);
    }
  }

  #list(spec: GoValue): GoMap[] {
    const written = entryAt(spec, 'elementsYaml');
    const more = typeof written?.value === 'string' ? readYaml(textSource(written.value, written.origin, 'elementsYaml')).value : null;
    const elements = [...listAt(spec, 'elements'), ...(more instanceof GoList ? more.entries : [])];
    return elements.map(({ value }) => value).filter((value) => value instanceof GoMap).map((value) => (this.template.isGo ? copyOf(value) : flatten(value)));
  }

  #directories(spec: GoValue): GoMap[] {
    const items = listAt(spec, 'directories').map(({ value }) => ({ matches: globMatcher(textAt(value, 'path'), 'match'), exclude: isTrueAt(value, 'exclude') }));
    const chosen = (folder: string): boolean => {
      const hits = items.filter(({ matches }) => matches(folder));
      return hits.length > 0 && !hits.some(({ exclude }) => exclude);
    };
    const folders = this.#firstOf((checkout) => checkout.matching('folders', costOf(spec, 'directories'), (folder) => !/(?:^|\/)\./.test(folder) && chosen(folder)));
    return folders.found.map((folder) => this.#withPath(new GoMap(), spec, folder, null, null));
  }

  #files(spec: GoValue): GoMap[] {
    const items = listAt(spec, 'files').map(({ value }) => ({ matches: globMatcher(textAt(value, 'path'), 'git'), exclude: isTrueAt(value, 'exclude') }));
    const hit = (path: string, exclude: boolean): boolean => items.some((item) => item.exclude === exclude && item.matches(path));
    const { found, checkout } = this.#firstOf((one) => one.matching('files', costOf(spec, 'files'), (path) => hit(path, false) && !hit(path, true)));
    return found.flatMap((path) => this.#fromFile(checkout, path, spec));
  }

  /** One set of parameters, or a list of them. */
  #fromFile(checkout: Checkout, path: string, spec: GoValue): GoMap[] {
    const file = checkout.read(path);
    if (file === null) return [];
    const { value, problem } = readYaml(file);
    if (problem !== null) throw new SetTemplateError(`${file.name} is not YAML: ${problem.message}`, problem.spot);
    const objects: GoValue[] = value instanceof GoList ? value.values() : [value ?? new GoMap()];
    return objects
      .filter((object) => object instanceof GoMap)
      .map((object) => this.#withPath(this.template.isGo ? copyOf(object) : flatten(object), spec, posix.dirname(path), posix.basename(path), wholeOf(file)));
  }

  #withPath(params: GoMap, spec: GoValue, folder: string, file: string | null, origin: Entry['origin']): GoMap {
    pathParams(params, this.template.isGo, textAt(spec, 'pathParamPrefix'), folder, file, origin ?? entryAt(spec, 'directories')?.origin ?? null);
    addValues(params, mapAt(spec, 'values'), this.template);
    return params;
  }

  /** The generator's repository is taken to be the first checkout in which it finds something. */
  #firstOf(search: (checkout: Checkout) => string[]): { checkout: Checkout; found: string[] } {
    for (const checkout of this.tree.candidates(this.checkout)) {
      const found = search(checkout);
      if (found.length > 0) return { checkout, found };
    }
    return { checkout: this.checkout, found: [] };
  }

  /** Every pair; the second may use parameters of the first, which win. */
  #matrix(spec: GoValue, depth: number): GoMap[] {
    const [first, second, ...more] = childrenOf(spec);
    if (first === undefined || second === undefined || more.length > 0) throw new SetTemplateError('a matrix has two generators');
    const pairs: GoMap[] = [];
    for (const a of this.#generate(first, null, depth + 1)) {
      for (const b of this.#generate(second, a, depth + 1)) pairs.push(mergeMaps(b, a));
      if (pairs.length > MAX_APPLICATIONS) throw new SetTemplateError(`this makes more than ${MAX_APPLICATIONS} Applications`);
    }
    return pairs;
  }

  /** The first generator's parameters, each overridden by those of the others that have the same `mergeKeys`. */
  #merge(spec: GoValue, depth: number): GoMap[] {
    const keys = textsAt(spec, 'mergeKeys');
    const [base, ...overrides] = childrenOf(spec).map((child) => this.#generate(child, null, depth + 1));
    if (base === undefined || keys.length === 0) throw new SetTemplateError('a merge has generators and mergeKeys');
    const idOf = (params: GoMap): string => keys.map((key) => toJson(at(params, key), { escapeHtml: false })).join();
    return base.map((params) =>
      overrides.reduce((merged, sets) => {
        const override = sets.find((one) => idOf(one) === idOf(params));
        return override === undefined ? merged : mergeMaps(merged, override);
      }, params),
    );
  }
}

const childrenOf = (spec: GoValue): GoMap[] => listAt(spec, 'generators').map(({ value }) => value).filter((value) => value instanceof GoMap);

const costOf = (spec: GoValue, field: string): number => listAt(spec, field).reduce((sum, { value }) => sum + globCost(textAt(value, 'path')), 1);

const copyOf = (map: GoMap): GoMap => mergeMaps(new GoMap(), map);
