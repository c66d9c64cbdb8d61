import type { Origin } from './origin.js';

/**
 * What a Go template computes with.
 *
 * - `undefined` is Go's invalid reflect.Value: a nil that went through a pipeline; field access on it is safe.
 * - `null` is a nil interface (an absent or null map entry): field access on it aborts.
 * - `number` is float64 (every number of a YAML file); all integer kinds are {@link GoInt}.
 */
export type GoValue =
  | undefined
  | null
  | boolean
  | string
  | number
  | GoInt
  | GoBytes
  | GoMap
  | GoList
  | GoStruct
  | Hole;

export type IntKind = 'int' | 'int32' | 'int64' | 'uint8' | 'uint64';

/** A Go integer; the kind decides what it may be compared with and passed to. */
export class GoInt {
  constructor(
    readonly value: bigint,
    readonly kind: IntKind,
  ) {}
}

export const int = (value: number | bigint): GoInt => new GoInt(BigInt(value), 'int');
export const int64 = (value: number | bigint): GoInt => new GoInt(BigInt.asIntN(64, BigInt(value)), 'int64');

/** `[]byte` of a chart file. */
export class GoBytes {
  constructor(
    readonly bytes: Uint8Array,
    readonly origin: Origin | null = null,
  ) {}

  get text(): string {
    return new TextDecoder('utf-8', { ignoreBOM: true }).decode(this.bytes);
  }
}

/** One entry of a map or list: what it is and where it came from. */
export class Entry {
  constructor(
    public value: GoValue,
    public origin: Origin | null,
  ) {}
}

/**
 * Where a value stands below the `.Values` of the root chart. One object for each place, however often values are made anew, so that places
 * compare by identity.
 */
export class Place {
  #children: Map<string | number, Place> | null = null;

  constructor(
    /** Null at the root. */
    readonly parent: Place | null = null,
    /** Map key or list index below the parent; '' at the root. */
    readonly key: string | number = '',
  ) {}

  child(key: string | number): Place {
    let place = this.known(key);
    if (place === undefined) (this.#children ??= new Map()).set(key, (place = new Place(this, key)));
    return place;
  }

  /** A child that somebody has asked for. */
  known(key: string | number): Place | undefined {
    return this.#children?.get(key);
  }
}

export type MapType = 'map[string]interface {}' | 'map[string]string' | 'chartutil.Values' | 'engine.files';

/** A Go map with string keys. Shared by reference like Go's: `set` and `merge` are seen by every holder. */
export class GoMap {
  /** Set where the map is part of the values of a chart; kept by `deepCopy`. */
  place: Place | null = null;
  /** Made by `deepCopy` out of a part of the values: a change of it changes no values. */
  isCopy = false;
  /** Can be reached from the values or a root dot, without a place of its own: to change it is noticed, see `Journal`. */
  pinned = false;
  /** How often a function has changed it. */
  changes = 0;
  /** Go methods that shadow keys (`.Values.AsMap`, `.Files.Get`). */
  methods: Readonly<Record<string, Method>> | null = null;

  /** @param isNil a nil map: reads like an empty one, but cannot be written to, and JSON shows it as `null` */
  constructor(
    readonly type: MapType = 'map[string]interface {}',
    readonly isNil = false,
    readonly entries = new Map<string, Entry>(),
  ) {}

  /** The same map as functions hand it on, which take `map[string]interface {}`: shared entries, no methods. */
  plain(): GoMap {
    if (this.type === 'map[string]interface {}') return this;
    const view = new GoMap('map[string]interface {}', this.isNil, this.entries);
    view.place = this.place;
    view.isCopy = this.isCopy;
    view.pinned = this.pinned;
    return view;
  }

  get size(): number {
    return this.entries.size;
  }

  /** The value, or `null` where the key is absent (what Go's zero value of an interface is). */
  get(key: string): GoValue {
    const entry = this.entries.get(key);
    return entry === undefined ? null : entry.value;
  }

  /** What Go gives for an absent key: the zero value of the elements. */
  zero(): GoValue {
    if (this.type === 'map[string]string') return '';
    return this.type === 'engine.files' ? new GoBytes(new Uint8Array()) : null;
  }

  has(key: string): boolean {
    return this.entries.has(key);
  }

  set(key: string, value: GoValue, origin: Origin | null = null): this {
    this.entries.set(key, new Entry(value, origin));
    return this;
  }

  delete(key: string): void {
    this.entries.delete(key);
  }

  /** Keys in the order in which Go prints and ranges over a map. */
  sortedKeys(): string[] {
    return [...this.entries.keys()].sort();
  }

  static of(record: Readonly<Record<string, GoValue>>, type?: MapType): GoMap {
    const map = new GoMap(type);
    for (const [key, value] of Object.entries(record)) map.set(key, value);
    return map;
  }
}

export type ListType = '[]interface {}' | '[]string' | '[]int' | '[][]interface {}' | '[]map[string]interface {}' | '[]*chart.Dependency' | '[]*chart.Maintainer';

/** A Go slice. Never changed in place: list functions make new ones. */
export class GoList {
  /** Set where the list is part of the values of a chart. */
  place: Place | null = null;
  /** Go methods of a named slice type (`.Capabilities.APIVersions.Has`). */
  methods: Readonly<Record<string, Method>> | null = null;

  /** @param isNil a nil slice (`rest` of an empty list): JSON and YAML show it as `null` */
  constructor(
    readonly entries: readonly Entry[],
    readonly type: ListType = '[]interface {}',
    readonly isNil = false,
  ) {}

  get length(): number {
    return this.entries.length;
  }

  /** The items without their origins. */
  values(): GoValue[] {
    return this.entries.map((entry) => entry.value);
  }

  static of(values: readonly GoValue[], type?: ListType): GoList {
    return new GoList(values.map((value) => new Entry(value, null)), type);
  }
}

export type Method = (...args: GoValue[]) => GoValue | Sourced;

/** What a method returns that knows where its result came from. */
export class Sourced {
  constructor(
    readonly value: GoValue,
    readonly origin: Origin | null,
  ) {}
}

/** A Go struct (or pointer to one): `.Chart`, `.Capabilities`, a semver version, a certificate, a time. */
export class GoStruct {
  /**
   * @param type what `typeOf` prints, such as `*semver.Version`
   * @param fields exported fields in declaration order; any other name aborts
   * @param methods exported methods
   * @param text what its String method gives; without one it prints as `{a b}`
   */
  constructor(
    readonly type: string,
    readonly fields: ReadonlyMap<string, Entry>,
    readonly methods: Readonly<Record<string, Method>> = {},
    readonly text: (() => string) | null = null,
    /** Whatever its own functions need (a date, a parsed version). */
    readonly inner: unknown = null,
    /** What encoding/json writes in its place; without it the fields by their names. */
    readonly json: (() => GoValue) | null = null,
  ) {}
}

/** Why a value cannot be known from the files. */
export type HoleReason =
  /** random numbers, certificates, the clock */
  | 'not-deterministic'
  /** asked of a cluster or of the network */
  | 'environment'
  /** `required` or `fail` without the value */
  | 'required'
  /** helm aborts here */
  | 'error'
  /** an element of an empty list or map, or an unset value, in a branch that was forced */
  | 'unset'
  /** a budget was spent */
  | 'limit';

/**
 * Something that cannot be known from the files. It is empty for `default`, and prints as {@link Hole.marker}, which
 * survives YAML and the case functions, so that a text built from it is found again.
 */
export class Hole {
  constructor(
    readonly reason: HoleReason,
    /** One sentence for a person: what would have to be known. */
    readonly message: string,
    /** Whether Go would take it for true; a random password is. */
    readonly truthy = false,
  ) {}

  marker = HOLE_MARKER;
}

/** Lower case letters and digits only: valid in every part of an image reference and in plain YAML. */
export const markerOf = (number: number): string => `zqh${number}qz`;
/** Of a hole that has no number yet. */
export const HOLE_MARKER = markerOf(0);
/** A marker and its number, in a text that case functions may have been at. */
export const MARKER = /zqh(\d+)qz/i;
export const MARKERS = new RegExp(MARKER, 'gi');
export const WHOLE_MARKER = new RegExp(`^${MARKER.source}$`, 'i');

export const isHole = (value: GoValue): value is Hole => value instanceof Hole;

/** An error that Go's template engine or one of its functions would return; it aborts helm's rendering. */
export class GoError extends Error {
  constructor(message: string) {
    // Where in the evaluator it was thrown is told to nobody, and to find that out costs more than the rest of a throw.
    const { stackTraceLimit } = Error;
    Error.stackTraceLimit = 0;
    super(message);
    Error.stackTraceLimit = stackTraceLimit;
  }
}
