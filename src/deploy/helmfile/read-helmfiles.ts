import { dirname } from 'node:path';
import { nearest, type Diagnostic, type Report } from '../../source/index.js';
import { Entry, GoMap } from '../../value/index.js';
import { WrittenForV0 } from './dialect.js';
import { discover } from './discover.js';
import { newEnvironment, type Environment } from './environment.js';
import { mergeLayers, overlay, readSet } from './layers.js';
import type { HelmfileDialect, HelmfileOptions, HelmfileResult } from './options.js';
import { Renderer } from './render.js';
import { parseSelector } from './selectors.js';
import { Session } from './session.js';
import { loadStateValues } from './state-values.js';
import { Visitor } from './visit.js';

/**
 * The releases of helmfiles as helmfile gives them to helm, on or off. Nothing is run, fetched or written: what would need that is a
 * hole with its reason.
 */
export function readHelmfiles(options: HelmfileOptions, report: Report): HelmfileResult {
  const found: Diagnostic[] = [];
  const collect: Report = (diagnostic) => void found.push(diagnostic);
  const first = options.dialect === 'v0' ? 'v0' : 'v1';
  let result: HelmfileResult;
  try {
    result = readAs(first, `Helmfiles are read as helmfile ${first} reads them.`, options, collect);
  } catch (error) {
    if (!(error instanceof WrittenForV0)) throw error;
    found.length = 0;
    const { file, start } = error.spot;
    result = readAs('v0', `Helmfiles are read as helmfile v0 reads them: ${file.name}:${file.position(start).line} ${error.message}.`, options, collect);
  }
  found.forEach(report);
  return result;
}

/** The first helmfile there is to read, as an absolute path: the one that is named, or here or in a folder above. */
export function helmfileOf(options: HelmfileOptions): string | null {
  return discover(new Session(options, 'v1', () => {}))?.[0] ?? null;
}

/** @throws WrittenForV0 */
function readAs(dialect: HelmfileDialect, note: string, options: HelmfileOptions, report: Report): HelmfileResult {
  const session = new Session(options, dialect, report);
  const renderer = new Renderer(session);
  const visitor = new Visitor(renderer);
  const paths = discover(session);
  if (paths !== null) session.notes.add(note);
  if (paths !== null && selectorsAreValid(session)) visitAll(session, renderer, visitor, paths);
  return { units: visitor.units, notes: [...session.notes] };
}

function visitAll(session: Session, renderer: Renderer, visitor: Visitor, paths: readonly string[]): void {
  const { selectors } = session.options;
  const known = paths.map((path) => visitor.visit(path, { selectors, inherited: null, override: commandLine(session, renderer, dirname(path)), sections: new GoMap(), repositories: [], above: [] }));
  // A file that could not be read may well define it.
  if (!known.includes(true) && !session.hasErrors) {
    const names = [...session.environments].sort();
    const near = nearest(session.environment, names);
    const hint = names.length === 0 ? {} : { hint: near === null ? `There are ${names.join(', ')}.` : `Is ${near} meant? There are ${names.join(', ')}.` };
    session.problem('environment-unknown', `No helmfile defines the environment ${session.environment}.`, session.files.shown(paths[0] ?? session.options.cwd), hint);
  }
}

function selectorsAreValid(session: Session): boolean {
  const wrong = session.options.selectors.find((selector) => parseSelector(selector) === null);
  if (wrong !== undefined) session.problem('helmfile-invalid', `The selector ${JSON.stringify(wrong)} is malformed: labels are key=value or key!=value.`, '--selector');
  return wrong === undefined;
}

/** `--state-values-file` and `--state-values-set`. helmfile looks for the files beside the helmfile; ours may also be given from the working folder. */
function commandLine(session: Session, renderer: Renderer, folder: string): Environment | null {
  const { stateValuesFiles, stateValuesSet } = session.options;
  if (stateValuesFiles.length === 0 && stateValuesSet.length === 0) return null;
  let values = new GoMap();
  for (const file of stateValuesFiles) {
    const isHere = session.files.isFile(session.files.absolute(file));
    const source = { folder: isHere ? session.files.absolute('.') : folder, missing: 'Error' as const, context: newEnvironment(session.environment), strategy: '' };
    values = overlay(values, loadStateValues(renderer, [new Entry(file, null)], source));
  }
  let overrides = new GoMap();
  for (const argument of stateValuesSet) {
    const set = readSet(argument);
    if (set === null) session.problem('set-invalid', `--state-values-set ${argument} is not key=value.`, '--state-values-set');
    else overrides = mergeLayers(overrides, set, 'elements');
  }
  return newEnvironment(session.environment, values, overrides);
}
