import type { Alias, Node, Pair, Scalar, YAMLMap, YAMLSeq } from 'yaml';
import { Spot, type SourceFile } from '../source/index.js';
import { Entry, GoInt, GoList, GoMap, type GoValue } from '../value/index.js';
import { MAX_DEPTH, TOO_DEEP } from './depth.js';
import type { Flavour } from './flavour.js';
import { isAlias, isMap, isSeq } from './library.js';
import { integerOf, isTimestamp, keyText, resolvePlain } from './resolve.js';

/** Nodes that one document may decode to, aliases included; go-yaml v2's own rule lets some 400 000 pass. */
const MAX_NODES = 1_000_000;

/** What go-yaml v2 or the JSON encoder refuses in a text that is YAML. */
export class DecodeError extends Error {
  constructor(
    message: string,
    readonly spot: Spot,
  ) {
    super(message);
  }
}

/** Makes Go values of composed nodes, in document order, so that an alias finds the anchor before it. */
export class NodeDecoder {
  readonly #anchors = new Map<string, Node>();
  readonly #open = new Set<Node>();
  #depth = 0;
  #decoded = 0;
  #aliased = 0;
  #aliasDepth = 0;

  constructor(
    readonly file: SourceFile,
    readonly from: number,
    readonly end: number,
    readonly flavour: Flavour,
  ) {}

  document(node: Node | null): GoValue {
    return node === null ? null : this.#value(node).value;
  }

  #value(node: Node): Entry {
    this.#count(node);
    if (isAlias(node)) return this.#alias(node);
    if (node.anchor !== undefined && this.#aliasDepth === 0) this.#anchor(node, node.anchor);
    // What is in the innermost collection is one more.
    if (++this.#depth > MAX_DEPTH + 1) this.#fail(node, TOO_DEEP);
    const entry = isMap(node) ? this.#map(node) : isSeq(node) ? this.#list(node) : this.#scalar(node as Scalar);
    this.#depth--;
    return entry;
  }

  #anchor(node: Node, name: string): void {
    if (!/^[A-Za-z0-9_-]+$/.test(name)) this.#fail(node, 'did not find expected alphabetic or numeric character');
    this.#anchors.set(name, node);
  }

  #map(node: YAMLMap): Entry {
    const map = new GoMap();
    const stop = this.#fill(map, node);
    return new Entry(map, this.#collectionSpot(node, stop));
  }

  #fill(map: GoMap, node: YAMLMap): number {
    let stop = 0;
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const keyStop = this.from + (pair.key.range?.[1] ?? 0);
      if (isMerge(pair.key)) {
        stop = this.#merge(map, pair.value ?? pair.key);
        continue;
      }
      const key = this.#key(pair.key);
      const entry = pair.value === null || isAbsent(pair.value) ? this.#absent(pair.value, keyStop) : this.#value(pair.value);
      map.entries.set(key, entry);
      stop = (entry.origin as Spot).end;
      if (pair.value !== null && isAlias(pair.value)) stop = this.from + pair.value.range![1];
    }
    return stop;
  }

  #absent(node: Node | null, at: number): Entry {
    if (node !== null && (node.tag !== undefined || node.anchor !== undefined)) {
      const entry = this.#value(node);
      return new Entry(entry.value, new Spot(this.file, at, at));
    }
    return new Entry(null, new Spot(this.file, at, at));
  }

  /** go-yaml v2: a merge writes over what stands before it, in v3 it never does; what follows writes over the merge. */
  #merge(map: GoMap, value: Node): number {
    const sources = isSeq(value) ? [...(value.items as Node[])] : [value];
    if (this.flavour.mergeWins) sources.reverse();
    for (const source of sources) {
      this.#count(source);
      const target = isAlias(source) ? this.#target(source) : source;
      if (!isMap(target)) this.#fail(source, 'map merge requires map or sequence of maps as the value');
      const own = this.flavour.mergeWins ? null : new Map(map.entries);
      if (source === target) this.#fill(map, target);
      else this.#within(target, source, () => this.#fill(map, target));
      for (const [key, entry] of own ?? []) map.entries.set(key, entry);
    }
    return this.from + (value.range?.[1] ?? 0);
  }

  #list(node: YAMLSeq): Entry {
    const entries: Entry[] = [];
    let stop = 0;
    for (const item of node.items as Node[]) {
      const entry = isAbsent(item) ? this.#absent(item, this.#behindDash(item)) : this.#value(item);
      entries.push(entry);
      stop = isAlias(item) ? this.from + item.range![1] : (entry.origin as Spot).end;
    }
    return new Entry(new GoList(entries), this.#collectionSpot(node, stop));
  }

  #behindDash(node: Node): number {
    let at = this.from + node.range![0];
    while (at > this.from && /\s/.test(this.file.text[at - 1]!)) at--;
    return at;
  }

  #alias(node: Alias): Entry {
    const target = this.#target(node);
    return this.#within(target, node, () => this.#value(target));
  }

  #within<T>(target: Node, alias: Node, run: () => T): T {
    if (this.#open.has(target)) this.#fail(alias, `anchor '${(alias as Alias).source}' value contains itself`);
    this.#open.add(target);
    this.#aliasDepth++;
    const result = run();
    this.#aliasDepth--;
    this.#open.delete(target);
    return result;
  }

  #target(node: Alias): Node {
    return this.#anchors.get(node.source) ?? this.#fail(node, `unknown anchor '${node.source}' referenced`);
  }

  /** go-yaml v2's limit on documents that are mostly aliases, under a fixed cap. */
  #count(node: Node): void {
    this.#decoded++;
    if (this.#aliasDepth > 0) this.#aliased++;
    const share = this.#decoded <= 400_000 ? 0.99 : Math.max(0.1, 0.99 - (0.89 * (this.#decoded - 400_000)) / 3_600_000);
    const excessive = this.#aliased > 100 && this.#decoded > 1000 && this.#aliased / this.#decoded > share;
    if (excessive || this.#decoded > MAX_NODES) this.#fail(node, 'document contains excessive aliasing');
  }

  #key(node: Node): string {
    this.#count(node);
    if (node.anchor !== undefined) this.#anchor(node, node.anchor);
    const target = isAlias(node) ? this.#target(node) : node;
    if (isMap(target) || isSeq(target)) this.#fail(node, 'invalid map key');
    const scalar = target as Scalar;
    const text = scalar.source ?? '';
    if (scalar.tag === undefined && scalar.type !== 'PLAIN') return this.#scalarText(scalar);
    if (scalar.tag === undefined) return this.flavour.key(this.#scalarText(scalar)) ?? this.#badKey(node, resolvePlain(text));
    const value = this.#scalar(scalar).value;
    if (typeof value === 'string') return value;
    const key = scalar.tag === TAG + 'float' && integerOf(text) !== null ? keyText(`${text}.`) : keyText(text);
    return key ?? this.#badKey(node, value);
  }

  #badKey(node: Node, value: GoValue): never {
    return this.#fail(node, `unsupported map key of type: ${value === null ? '%!s(<nil>)' : 'uint64'}`);
  }

  #scalar(node: Scalar): Entry {
    const spot = this.#scalarSpot(node);
    const value = node.type === 'PLAIN' || node.tag !== undefined ? this.#resolve(node) : this.#scalarText(node);
    return new Entry(value, spot);
  }

  #resolve(node: Scalar): GoValue {
    const text = this.#scalarText(node);
    if (node.type === 'PLAIN' && /^[@`%]/.test(text)) this.#fail(node, 'found character that cannot start any token');
    const name = node.tag?.startsWith(TAG) ? node.tag.slice(TAG.length) : node.tag;
    if (name === 'binary') return this.#binary(node, text);
    if (name === 'str' || (name !== undefined && !RESOLVED_TAGS.has(name))) return text;
    if (name === 'timestamp' && isTimestamp(text)) return text;
    const value = this.flavour.resolve(text);
    if (typeof value === 'number' && !Number.isFinite(value)) this.#fail(node, `json: unsupported value: ${value > 0 ? '+Inf' : value < 0 ? '-Inf' : 'NaN'}`);
    const kind = value === null ? 'null' : typeof value === 'boolean' ? 'bool' : typeof value === 'string' ? 'str' : integerOf(text) === null ? 'float' : 'int';
    if (name === 'float' && kind === 'int') return value instanceof GoInt ? Number(value.value) : value;
    if (name === undefined || name === kind) return value;
    return this.#fail(node, `cannot decode !!${kind} \`${text}\` as a !!${name}`);
  }

  #binary(node: Node, text: string): string {
    const compact = text.replace(/[\r\n]/g, '');
    if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(compact)) {
      this.#fail(node, '!!binary value contains invalid base64 data');
    }
    return Buffer.from(compact, 'base64').toString('utf8');
  }

  /** The text; go-yaml v2 adds no line break to a block scalar that ends with the text. */
  #scalarText(node: Scalar): string {
    const text = String(node.source ?? node.value ?? '');
    const isBlock = node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED';
    if (node.type === 'QUOTE_DOUBLE') this.#checkEscapes(node);
    if (!isBlock || !text.endsWith('\n') || this.from + node.range![1] < this.end) return text;
    return /[\n\r]/.test(this.file.text[this.end - 1]!) ? text : text.slice(0, -1);
  }

  /** Escapes that the `yaml` package knows and go-yaml v2 does not. */
  #checkEscapes(node: Scalar): void {
    const source = this.file.text.slice(this.from + node.range![0], this.from + node.range![1]);
    const bad = /(?<=[^\\](?:\\\\)*)\\(?:\/|u[dD][89a-fA-F])/.exec(source);
    if (bad !== null) this.#fail(node, bad[0] === '\\/' ? 'found unknown escape character' : 'found invalid Unicode character escape code');
  }

  #scalarSpot(node: Scalar): Spot {
    const start = this.from + (node.range?.[0] ?? 0);
    let end = this.from + (node.range?.[1] ?? 0);
    if (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED') {
      while (end > start && /\s/.test(this.file.text[end - 1]!)) end--;
    }
    return new Spot(this.file, start, end);
  }

  #collectionSpot(node: YAMLMap | YAMLSeq, stop: number): Spot {
    const start = this.from + (node.range?.[0] ?? 0);
    return new Spot(this.file, start, node.flow === true ? this.from + (node.range?.[1] ?? 0) : Math.max(start, stop));
  }

  #fail(node: Node, problem: string): never {
    const start = this.from + (node.range?.[0] ?? 0);
    throw new DecodeError(problem, new Spot(this.file, start, this.from + (node.range?.[1] ?? 0)));
  }
}

const TAG = 'tag:yaml.org,2002:';
const RESOLVED_TAGS = new Set(['bool', 'int', 'float', 'null', 'timestamp']);

const isAbsent = (node: Node): boolean => node.range !== undefined && node.range !== null && node.range[0] === node.range[1];
const isMerge = (node: Node): boolean => !isMap(node) && !isSeq(node) && !isAlias(node) && (node as Scalar).source === '<<' && ((node as Scalar).type === 'PLAIN' || node.tag === `${TAG}merge`);
