import { CallPath, Evaluator, HELM, LimitError, Namespace, runBody, TemplateCache } from '../../evaluate/index.js';
import type { Call, Definition, Dialect, EngineFunction, FunctionSpec } from '../../evaluate/index.js';
import { Spot, type SourceFile } from '../../source/index.js';
import { DerivedSource, GoError, GoStruct, type GoValue, type Hole } from '../../value/index.js';
import { FileProblem } from './files.js';
import { MAX_ALL_OUTPUT, MAX_ALL_STEPS } from './limits.js';
import { FIRST_PASS, outsideFunctions, type Base } from './outside-functions.js';
import type { Session } from './session.js';
import { valueFunctions } from './value-functions.js';

/** helm's own, which sprig has not. */
const ONLY_HELM = ['toToml', 'mustToToml', 'fromToml', 'fromYamlArray', 'fromJsonArray', 'lookup', 'toYamlPretty', 'mustToYaml'];
/** Of these helm has what sprig has. */
const FROM_HELM = ['include', 'fail', 'mustFromJson'];
/** With these a template may change what it was given. */
const CHANGING = /\b(?:set|unset|setValueAtPath|(?:must)?[mM]erge(?:Overwrite)?)\b/;
/** helmfile's name for whatever text it renders. */
const NAME = 'stringTemplate';

/** Renders helmfiles, values files and the templated fields of releases. */
export class Renderer {
  readonly #base: Base = { folder: '' };
  readonly #helpers = new Map<string, Namespace>();
  /** Folders whose helpers may change what they are given. */
  readonly #changing = new Set<string>();
  readonly #evaluator: Evaluator;
  readonly #firstPass: Evaluator;
  readonly #path = new CallPath(null, null, NAME);
  #steps = 0;
  #written = 0;

  constructor(readonly session: Session) {
    const own = { ...valueFunctions(session), ...outsideFunctions(session, this.#base), tpl: { params: ['string', 'any'], call: tpl } as const };
    const engine = new Map<string, EngineFunction>(Object.entries(own));
    for (const name of FROM_HELM) engine.set(name, HELM.engine.get(name)!);
    const functions = new Map(HELM.functions);
    for (const name of ONLY_HELM) functions.delete(name);
    functions.set('sprigGet', HELM.functions.get('get')!);
    this.#evaluator = new Evaluator(session.report, new TemplateCache({ name: 'helmfile', functions, engine, missingKey: 'error' }), null);
    this.#firstPass = new Evaluator(session.report, new TemplateCache(firstPassDialect(functions, engine)), null);
    session.holes = this.#evaluator.holes;
  }

  /**
   * The text that a template makes. What Go would abort at is a diagnostic and a hole.
   *
   * @param folder what its paths are relative to, and where its `_*.tpl` lie
   */
  render(source: SourceFile, folder: string, dot: GoStruct, firstPass = false): DerivedSource {
    return this.session.asOne(() => this.#render(source, folder, dot, firstPass));
  }

  #render(source: SourceFile, folder: string, dot: GoStruct, firstPass: boolean): DerivedSource {
    const { session } = this;
    const evaluator = firstPass ? this.#firstPass : this.#evaluator;
    const { templates } = evaluator;
    this.#base.folder = folder;
    evaluator.restart();
    evaluator.quiet = 0;
    evaluator.nesting.clear();
    // Values that the first pass finds may hold its markers: both count as one.
    if (firstPass) copyNew(session.holes, evaluator.holes);
    try {
      const template = templates.parse(source.text);
      for (const { message, start, end } of template.problems) session.problem('template-syntax', message, new Spot(source, start, end));
      const namespace = new Namespace(this.#helpersOf(folder, templates));
      namespace.add(NAME, template, source);
      const definition: Definition = { name: NAME, nodes: template.root, source };
      if (this.#steps > MAX_ALL_STEPS || this.#written > MAX_ALL_OUTPUT) throw new LimitError('all helmfiles together are too much');
      const out = runBody(evaluator, definition, { value: dot, origin: null }, { namespace, path: this.#path, depth: 0 });
      return new DerivedSource(source.name, out.toString(), out);
    } catch (error) {
      if (!(error instanceof LimitError) && !(error instanceof RangeError) && !(error instanceof GoError)) throw error;
      session.problem('limit-reached', `${source.name} was not evaluated to its end: ${error.message}`, source.name);
      return new DerivedSource(source.name, '', null);
    } finally {
      if (firstPass) copyNew(evaluator.holes, session.holes);
      this.#steps += evaluator.steps;
      this.#written += evaluator.written;
    }
  }

  /** Whether a template, or what it may include, can change its `.Values`. */
  mayChange(source: SourceFile, folder: string): boolean {
    if (CHANGING.test(source.text)) return true;
    this.#helpersOf(folder, this.#evaluator.templates);
    return this.#changing.has(folder);
  }

  /** The top-level declarations of variables before a place of a template. */
  declarationsBefore({ file, start }: Spot): string {
    const { root } = this.#evaluator.templates.parse(file.text);
    const declaring = root.filter((node) => node.kind === 'action' && node.end <= start && node.pipe.declarations.length > 0);
    return declaring.map((node) => file.text.slice(node.start, node.end)).join('');
  }

  /** The `_*.tpl` beside a template. */
  #helpersOf(folder: string, templates: TemplateCache): Namespace {
    const key = `${templates.dialect.name} ${folder}`;
    let helpers = this.#helpers.get(key);
    if (helpers !== undefined) return helpers;
    helpers = new Namespace();
    this.#helpers.set(key, helpers);
    const { report } = this.session;
    for (const source of this.#helperFiles(folder)) {
      if (CHANGING.test(source.text)) this.#changing.add(folder);
      const template = templates.parse(source.text);
      for (const { message, start, end } of template.problems) report({ code: 'template-syntax', severity: 'error', message, spot: new Spot(source, start, end) });
      helpers.add(NAME, template, source);
    }
    return helpers;
  }

  #helperFiles(folder: string): SourceFile[] {
    const { session } = this;
    const { files } = session;
    try {
      const paths = files.glob(`${folder.replace(/[*?[\\]/g, '\\$&')}/_*.tpl`);
      return paths.filter((path) => files.isFile(path)).map((path) => files.read(path));
    } catch (error) {
      if (!(error instanceof FileProblem)) throw error;
      session.problem('path-unreadable', error.message, files.shown(folder));
      return [];
    }
  }
}

function copyNew(from: readonly Hole[], to: Hole[]): void {
  for (let at = to.length; at < from.length; at++) to.push(from[at]!);
}

function firstPassDialect(functions: ReadonlyMap<string, FunctionSpec>, engine: ReadonlyMap<string, EngineFunction>): Dialect {
  const harmless = new Map(engine);
  for (const name of Object.keys(FIRST_PASS)) harmless.delete(name);
  return { name: 'helmfile-first-pass', functions: new Map([...functions, ...Object.entries(FIRST_PASS)]), engine: harmless, missingKey: 'zero' };
}

/** `tpl text [data]`: sees the helpers beside the file; what stands for nil stays in its text, unlike in helm. */
function tpl({ evaluator, frame, origins }: Call, [text, data]: readonly GoValue[]): GoValue {
  if (!(text as string).includes('{{')) {
    evaluator.origin = origins[0] ?? null;
    return text;
  }
  const source = new DerivedSource(`tpl in ${frame.source.name}`, text as string, origins[0] ?? null);
  const template = evaluator.templates.parse(text as string);
  const problem = template.problems[0];
  if (problem !== undefined) throw new GoError(`error calling tpl: ${problem.message}`);
  const namespace = template.defines.size === 0 ? frame.namespace : new Namespace(frame.namespace);
  if (template.defines.size > 0) namespace.add(NAME, template, source);
  const definition: Definition = { name: NAME, nodes: template.root, source };
  const path = frame.path.step(text, 'tpl');
  const out = runBody(evaluator, definition, { value: data, origin: origins[1] ?? null }, { namespace, path, depth: frame.depth + 1 });
  evaluator.origin = out;
  return out.toString();
}
