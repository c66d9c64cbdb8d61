import { SourceFile, type Report } from '../../source/index.js';
import { Entry, GoList, GoMap, type GoValue } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { KubeObject } from './documents.js';
import { isTrueAt, listAt, mapAt, scalarText, spotAt, textAt } from './fields.js';
import type { FluxObjects } from './flux-objects.js';
import type { Tree, TreePath } from './tree.js';

/** `postBuild` of one Flux Kustomization. */
interface Substitution {
  readonly folder: TreePath;
  readonly variables: ReadonlyMap<string, string>;
  /** Some variables come from objects that are not in the tree: what is not defined may be one of them. */
  readonly open: boolean;
}

/** The variables that Flux replaces in what it builds from a folder. */
export function readSubstitutions(objects: readonly KubeObject[], flux: FluxObjects, tree: Tree, report: Report): Substitution[] {
  return objects
    .filter(({ kind, value }) => kind === 'Kustomization' && mapAt(value, 'spec', 'postBuild') !== null)
    .map((object) => readSubstitution(object, flux, tree, report))
    .filter((one) => one !== null);
}

function readSubstitution(object: KubeObject, flux: FluxObjects, tree: Tree, report: Report): Substitution | null {
  const folder = tree.find(object.from.checkout, textAt(object.value, 'spec', 'path') || '.', 'folder');
  if (folder === null) return null;
  const variables = new Map<string, string>();
  let open = false;
  for (const { value } of listAt(object.value, 'spec', 'postBuild', 'substituteFrom')) {
    const found = flux.allData(textAt(value, 'kind'), object.namespace, textAt(value, 'name'));
    for (const [name, text] of found ?? []) variables.set(name, text);
    if (found !== null || isTrueAt(value, 'optional')) continue;
    open = true;
    const spot = spotAt(value, 'name') ?? object.spot;
    report({ code: 'deploy-unknowable', severity: 'warning', message: `The Kustomization ${object.name} takes variables from the ${textAt(value, 'kind')} ${textAt(value, 'name')}, which is not readable in the checkout.`, spot });
  }
  for (const [name, { value }] of mapAt(object.value, 'spec', 'postBuild', 'substitute')?.entries ?? []) variables.set(name, scalarText(value));
  return { folder, variables, open };
}

/** An object as it is after the substitutions of the folder that it is built from. */
export function substituted(object: KubeObject, substitutions: readonly Substitution[]): KubeObject {
  const built = object.root ?? object.from;
  const fitting = substitutions.find(({ folder }) => folder.checkout === built.checkout && `${built.path}/`.startsWith(folder.path === '' ? '' : `${folder.path}/`));
  if (fitting === undefined || textAt(object.value, 'metadata', 'annotations', 'kustomize.toolkit.fluxcd.io/substitute') === 'disabled') return object;
  const value = replaceIn(object.value, fitting) as GoMap;
  return value === object.value ? object : { ...object, name: textAt(value, 'metadata', 'name'), namespace: textAt(value, 'metadata', 'namespace'), value };
}

/** The same value where nothing in it changes. */
function replaceIn(value: GoValue, substitution: Substitution): GoValue {
  if (typeof value === 'string') return value.includes('$') ? retyped(expand(value, substitution), value) : value;
  if (value instanceof GoList) {
    const entries = value.entries.map((entry) => replaceEntry(entry, substitution));
    return entries.every((entry, at) => entry === value.entries[at]) ? value : new GoList(entries);
  }
  if (!(value instanceof GoMap)) return value;
  let out: GoMap | null = null;
  for (const [key, entry] of value.entries) {
    const replaced = replaceEntry(entry, substitution);
    if (replaced !== entry) (out ??= new GoMap(value.type, false, new Map(value.entries))).entries.set(key, replaced);
  }
  return out ?? value;
}

function replaceEntry(entry: Entry, substitution: Substitution): Entry {
  const value = replaceIn(entry.value, substitution);
  return value === entry.value ? entry : new Entry(value, entry.origin);
}

/** `${name}`, `${name:=default}`, `${name:-default}`, of which the default may hold one more; `$$` keeps a dollar. What is not defined is empty. */
function expand(text: string, substitution: Substitution): string {
  const { variables, open } = substitution;
  return text.replace(/\$\$|\$\{([A-Za-z_]\w*)(?:(?::?=|:-)((?:[^{}$]|\$\{[^{}]*\}|\$)*))?\}/g, (whole, name?: string, preset?: string) => {
    if (name === undefined) return '$';
    const given = variables.get(name);
    if (given !== undefined && (given !== '' || preset === undefined)) return given;
    return open ? whole : expand(preset ?? '', substitution);
  });
}

/** Flux replaces in text and reads it then: what becomes a number is one. */
function retyped(text: string, before: string): GoValue {
  if (text === before || text.includes('\n')) return text;
  const { value, problem } = readYaml(new SourceFile('', text));
  return problem === null && (typeof value === 'number' || typeof value === 'boolean') ? value : text;
}
