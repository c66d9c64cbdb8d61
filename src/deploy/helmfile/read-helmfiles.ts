import { dirname } from 'node:path';
import type { Report } from '../../source/index.js';
import { Entry, GoMap } from '../../value/index.js';
import { detectDialect } from './dialect.js';
import { discover } from './discover.js';
import { newEnvironment, type Environment } from './environment.js';
import { mergeLayers, overlay, readSet } from './layers.js';
import type { HelmfileOptions, HelmfileResult } from './options.js';
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
  const session = new Session(options, report);
  const renderer = new Renderer(session);
  const visitor = new Visitor(renderer);
  const paths = discover(session);
  if (paths !== null && selectorsAreValid(session)) visitAll(session, renderer, visitor, paths);
  return { units: visitor.units, notes: [...session.notes] };
}

function visitAll(session: Session, renderer: Renderer, visitor: Visitor, paths: readonly string[]): void {
  session.dialect = detectDialect(session, paths);
  const known = paths.map((path) => visitor.visit(path, { selectors: session.options.selectors, inherited: null, override: commandLine(session, renderer, dirname(path)), sections: new GoMap(), above: [] }));
  if (!known.includes(true)) {
    session.problem('helmfile-environment', `No helmfile defines the environment ${session.environment}.`, session.files.shown(paths[0] ?? session.options.cwd));
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
