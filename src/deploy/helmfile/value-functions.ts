import { HELM, type Call, type EngineFunction } from '../../evaluate/index.js';
import { CallOrigin, DerivedSource, FieldOrigin, GoError, GoMap, GoStruct, Hole, type GoValue } from '../../value/index.js';
import { readYaml, toYaml, toYamlPretty } from '../../yaml/index.js';
import type { Session } from './session.js';

/** Thrown where a path leads nowhere; `getOrNil` takes it for nil. */
class NoValue extends GoError {}

interface Found {
  value: GoValue;
  origin: Call['origins'][number];
}

/** Walks `a.b.c`; where a key is absent, the value is undefined and the origin names what was looked for. */
function lookUp(path: string, from: Found): Found {
  let found = from;
  const keys = path === '' ? [] : path.split('.');
  for (const [at, key] of keys.entries()) {
    const { value } = found;
    if (value instanceof Hole) return found;
    const entries = value instanceof GoMap ? value.entries : value instanceof GoStruct ? value.fields : null;
    if (entries === null) throw new NoValue(`unexpected type of value for key "${key}": it must be either map[string]any or any struct`);
    const entry = entries.get(key);
    if (entry === undefined) return { value: undefined, origin: value instanceof GoMap ? new FieldOrigin(value, keys.slice(at).join('.'), null) : null };
    found = { value: entry.value, origin: value instanceof GoMap ? new FieldOrigin(value, key, entry.origin) : entry.origin };
  }
  return found;
}

/** `get "a.b" [default] object`. */
function get({ evaluator, origins }: Call, [path, ...rest]: readonly GoValue[]): GoValue {
  if (rest.length > 2) throw new GoError(`error calling get: unexpected number of args: expected 1 or 2, got ${rest.length}`);
  const found = lookUp(path as string, { value: rest.at(-1), origin: origins.at(-1) ?? null });
  const isAbsent = found.value === undefined;
  if (isAbsent && rest.length === 1) throw new NoValue(`error calling get: no value exist for key "${path as string}"`);
  evaluator.origin = isAbsent ? (origins[1] ?? found.origin) : found.origin;
  return isAbsent ? rest[0] : found.value;
}

function getOrNil({ evaluator, origins }: Call, [path, object]: readonly GoValue[]): GoValue {
  try {
    const found = lookUp(path as string, { value: object, origin: origins[1] ?? null });
    evaluator.origin = found.origin;
    return found.value ?? null;
  } catch (error) {
    if (error instanceof NoValue) return null;
    throw error;
  }
}

/** `setValueAtPath "a.b" value map`: what is above the last key has to be there. */
function setValueAtPath({ origins }: Call, [path, value, values]: readonly GoValue[]): GoValue {
  const keys = (path as string).split('.');
  const refuse = (key: string, why: string): never => {
    throw new GoError(`error calling setValueAtPath: failed to set value at path "${path as string}": value for key "${key}" ${why}`);
  };
  let current = values as GoMap;
  for (const key of keys.slice(0, -1)) {
    const next = current.has(key) ? current.get(key) : refuse(key, 'does not exist');
    current = next instanceof GoMap ? next : refuse(key, 'was not a map');
  }
  current.set(keys.at(-1)!, value, origins[1] ?? null);
  return values;
}

function required({ evaluator, frame, site, origins }: Call, [message, value]: readonly GoValue[]): GoValue {
  evaluator.origin = origins[1] ?? null;
  if (value !== undefined && value !== null && value !== '') return value;
  evaluator.diagnose('value-required', message as string, frame, site);
  return evaluator.hole('required', message as string);
}

/** The functions on values that helmfile adds to sprig's or has instead of them. */
export function valueFunctions(session: Session): Record<string, EngineFunction> {
  const writeYaml: EngineFunction['call'] = ({ evaluator, origins }, [value]) => {
    // helmfile's own writer is go-yaml: v2 in v0, v3 in v1; the text ends with a line break.
    const pretty = session.dialect === 'v1';
    const text = `${pretty ? toYamlPretty(value) : toYaml(value)}\n`;
    evaluator.origin = new CallOrigin(pretty ? 'toYamlPretty' : 'toYaml', [value], origins, text);
    return text;
  };
  const parseYaml: EngineFunction['call'] = ({ evaluator, frame, origins }, [text]) => {
    evaluator.origin = null;
    const source = new DerivedSource(`text in ${frame.source.name}`, text as string, origins[0] ?? null);
    const { value, problem } = readYaml(source, { flavour: session.dialect === 'v1' ? 'v3' : 'v2' });
    if (problem !== null) throw new GoError(`error calling fromYaml: ${problem.goText}`);
    return value ?? (session.dialect === 'v1' ? null : new GoMap());
  };
  const fromJson: EngineFunction = {
    params: ['string'],
    call: (call, args) => {
      try {
        return HELM.engine.get('mustFromJson')!.call(call, args);
      } catch (error) {
        if (error instanceof GoError) return null;
        throw error;
      }
    },
  };
  return {
    get: { params: ['string'], rest: 'any', call: get },
    getOrNil: { params: ['string', 'any'], call: getOrNil },
    setValueAtPath: { params: ['string', 'any', 'map'], call: setValueAtPath },
    required: { params: ['string', 'any'], call: required },
    toYaml: { params: ['any'], call: writeYaml },
    fromYaml: { params: ['string'], call: parseYaml },
    fromJson,
  };
}
