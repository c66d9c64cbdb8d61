import { CallOrigin, FieldOrigin, GoInt, GoList, GoMap, type GoValue, type Origin } from '../value/index.js';
import type { PureCallee } from './callee.js';
import { settle } from './fields.js';

type Origins = readonly (Origin | null)[];

type Reader = (args: readonly GoValue[], origins: Origins, result: GoValue) => Origin | null;

/** Where the result of a function came from; the entries of a new container get the origins of the arguments. */
export function resultOrigin({ name, spec, writeOrigins }: PureCallee, args: readonly GoValue[], origins: Origins, result: GoValue): Origin | null {
  writeOrigins?.(result, args, origins);
  const read = READERS.get(name);
  if (read !== undefined) return read(args, origins, result);
  if (spec.text === undefined || spec.text === 'container') return null;
  if (spec.text === 'choice') return chosen(args, origins, result);
  return new CallOrigin(name, args, origins, result);
}

/** `default`, `coalesce`, `ternary`: the argument that was returned; of equal ones the last, which is the value and not the default. */
function chosen(args: readonly GoValue[], origins: Origins, result: GoValue): Origin | null {
  for (let at = args.length - 1; at >= 0; at--) if (args[at] === result) return origins[at] ?? null;
  return null;
}

const first: Reader = (args, origins, result) => {
  const at = args.indexOf(result);
  return at < 0 ? null : (origins[at] ?? null);
};

/** The functions that read one element of a container. */
const READERS: ReadonlyMap<string, Reader> = new Map(Object.entries<Reader>({
  coalesce: first,
  index: ([container, ...keys]) => element(container, keys),
  get: ([container, key]) => element(container, [key]),
  dig: (args, origins, result) => {
    const path = args.slice(0, -2);
    const found = element(args.at(-1), path);
    return found instanceof FieldOrigin && valueAt(found) === result ? found : (origins.at(-2) ?? null);
  },
  first: ([list]) => (list instanceof GoList ? element(list, [new GoInt(0n, 'int')]) : null),
  last: ([list]) => (list instanceof GoList ? element(list, [new GoInt(BigInt(list.length - 1), 'int')]) : null),
  toYaml: (args, origins, result) => new CallOrigin('toYaml', args, origins, result),
}));

function element(container: GoValue, keys: readonly GoValue[]): Origin | null {
  let origin: Origin | null = null;
  let at = container;
  for (const key of keys) {
    origin = null;
    if (at instanceof GoMap && typeof key === 'string') origin = new FieldOrigin(at, key, at.entries.get(key)?.origin ?? null);
    else if (at instanceof GoList && key instanceof GoInt) origin = new FieldOrigin(at, Number(key.value), at.entries[Number(key.value)]?.origin ?? null);
    else return null;
    at = valueAt(origin);
    settle(at, origin.container, origin.key);
  }
  return origin;
}

const valueAt = ({ container, key }: FieldOrigin): GoValue =>
  container instanceof GoMap ? container.get(key as string) : container.entries[key as number]?.value;
