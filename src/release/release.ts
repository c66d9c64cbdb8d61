import { CallPath, Journal, LimitError, Namespace, runBody, type Definition, type Evaluator, type TemplateCache } from '../evaluate/index.js';
import { Spot, type Report, type SourceFile } from '../source/index.js';
import { GoMap, TextOrigin, type Hole, type Place } from '../value/index.js';
import type { ChartNode } from '../values/index.js';
import { contexts, fixedObjects } from './context.js';
import type { ReleaseOptions } from './options.js';
import { inOrder, isPartial, templateFiles, type TemplateFile } from './template-files.js';

/** Where a release has its values from: templates may change what they are given. */
export interface ValuesSource {
  /** Made anew, with some more user values on top. */
  readonly merged: (overlay: GoMap | null) => GoMap;
  /** Lays more user values over merged ones; gives what takes them off again, or null where to merge them gives something else. */
  readonly layOver: (values: GoMap, overlay: GoMap) => (() => void) | null;
}

/** Values with all that hangs on them. */
interface Standing {
  /** Of the root chart. */
  readonly values: GoMap;
  /** The root dot of each chart. */
  readonly dots: ReadonlyMap<ChartNode, GoMap>;
  readonly journal: Journal;
}

/** A chart family made ready to render: templates in helm's order, one namespace, one dot for each chart. */
export class Release {
  readonly namespace = new Namespace();
  /** In the order of execution; partials are not among them. */
  readonly files: readonly TemplateFile[];
  /** By the number in their marker, which may be in the values, and in what is known of other files. */
  readonly holes: Hole[];
  /** Root of the call paths of each file; the same for every pass. */
  readonly #paths = new Map<string, CallPath>();
  /** As the values are given; null: to be made anew. */
  #given: Standing | null = null;
  /** What templates see now; null: to be made. */
  #present: Standing | null = null;
  #overlay: GoMap | null = null;
  /** Takes the overlay off the given values. */
  #takeOff: (() => void) | null = null;
  /** The states of the given values in which the first rendering of each file began and ended. */
  readonly #firsts = new Map<TemplateFile, { readonly start: number; readonly end: number }>();
  readonly #fixed;

  constructor(
    readonly root: ChartNode,
    readonly source: ValuesSource,
    readonly options: ReleaseOptions,
    templates: TemplateCache,
    report: Report,
  ) {
    this.holes = [...(options.holes ?? [])];
    this.#fixed = fixedObjects(root, options);
    const all = inOrder(templateFiles(root));
    for (const { id, file } of all) {
      const template = templates.ofFile(file.source);
      for (const { message, start, end } of template.problems) {
        report({ code: 'template-syntax', severity: 'error', message, spot: new Spot(file.source, start, end) });
      }
      this.namespace.add(id, template, file.source);
    }
    this.files = all.filter(({ file }) => !isPartial(file));
  }

  /** Forgets what templates have changed in the values, and takes other user values on top of those given. */
  reset(overlay: GoMap | null = null): void {
    this.#enter(0);
    if (overlay === null) return;
    this.#overlay = overlay;
    this.#present = null;
  }

  /**
   * Leads back to the values as they were when a file was first rendered: files before it may have changed them.
   *
   * @returns false where there is no way back: to the values as they were given
   */
  resume(file: TemplateFile): boolean {
    this.#enter(this.#firsts.get(file)?.start ?? 0);
    return this.#firsts.has(file);
  }

  /**
   * Changes the values as a file did when it was first rendered, instead of rendering it.
   *
   * @returns false where that cannot be done: it has to be rendered
   */
  repeat(file: TemplateFile): boolean {
    const first = this.#firsts.get(file);
    return first !== undefined && this.#standing().journal.redo(first.start, first.end);
  }

  /** Renders a file; tells with what it writes where it changed values. */
  renderWatched(file: TemplateFile, evaluator: Evaluator): { written: TextOrigin; changed: readonly Place[] } {
    const { journal } = this.#standing();
    const { state } = journal;
    const written = this.render(file, evaluator);
    return { written, changed: journal.changedSince(state) };
  }

  #enter(state: number): void {
    const given = this.#given;
    if (given !== null && given.journal.lost) this.#given = null;
    else given?.journal.enter(this.#takeOff === null ? state : 0);
    this.#takeOff?.();
    this.#overlay = null;
    // Values that are made anew were in no state yet.
    if (this.#given === null) this.#firsts.clear();
    else if (this.#takeOff !== null) this.#given.journal.enter(state);
    this.#takeOff = null;
    this.#present = this.#given;
  }

  /** The values of the root chart as templates see them now. */
  get values(): GoMap {
    return this.#standing().dots.get(this.root)!.get('Values') as GoMap;
  }

  /** To merge values copies all of them: an overlay is laid over those that are there, where that comes to the same. */
  #standing(): Standing {
    if (this.#present !== null) return this.#present;
    this.#given ??= this.#stand(this.source.merged(null));
    if (this.#overlay === null) return (this.#present = this.#given);
    this.#takeOff = this.source.layOver(this.#given.values, this.#overlay);
    if (this.#takeOff === null) this.#present = this.#stand(this.source.merged(this.#overlay));
    else this.#present = { ...this.#given, dots: contexts(this.root, this.#given.values, this.#fixed) };
    this.#present.journal.leave();
    return this.#present;
  }

  #stand(values: GoMap): Standing {
    return { values, dots: contexts(this.root, values, this.#fixed), journal: new Journal(this.namespace) };
  }

  /** What a file writes. `<no value>` is still in it. */
  render(file: TemplateFile, evaluator: Evaluator): TextOrigin {
    const { dots, journal } = this.#standing();
    const start = journal.start();
    const dot = dots.get(file.node)!;
    const template = GoMap.of({ Name: file.id, BasePath: `${file.node.path}/templates` }, 'chartutil.Values');
    template.pinned = true;
    dot.set('Template', template);
    const definition = this.namespace.lookup(file.id)!;
    let path = this.#paths.get(file.id);
    if (path === undefined) this.#paths.set(file.id, (path = new CallPath(null, null, file.id)));
    const written = this.#run(evaluator, definition, dot, { namespace: this.namespace, path, depth: 0 }, file.file.source.name);
    if (start !== null) this.#firsts.set(file, { start, end: journal.start() ?? start });
    return written;
  }

  /** What a text that is no file of the charts writes, with the dot of the root chart. */
  renderText(source: SourceFile, evaluator: Evaluator): string {
    const template = evaluator.templates.parse(source.text);
    for (const { message, start, end } of template.problems) {
      evaluator.report({ code: 'template-syntax', severity: 'error', message, spot: new Spot(source, start, end) });
    }
    const namespace = new Namespace(this.namespace);
    namespace.add(source.name, template, source);
    const definition = { name: source.name, nodes: template.root, source };
    const place = { namespace, path: new CallPath(null, null, source.name), depth: 0 };
    return this.#run(evaluator, definition, this.#standing().dots.get(this.root)!, place, source.name).toString();
  }

  #run(evaluator: Evaluator, definition: Definition, dot: GoMap, place: Parameters<typeof runBody>[3], file: string): TextOrigin {
    evaluator.journal = this.#standing().journal;
    evaluator.holes = this.holes;
    evaluator.restart();
    try {
      return runBody(evaluator, definition, { value: dot, origin: null }, place);
    } catch (error) {
      const limit = limitOf(error);
      if (limit === null) throw error;
      evaluator.exhausted = true;
      evaluator.report({ code: 'limit-reached', severity: 'error', message: `${definition.name} was not evaluated to its end: ${limit}`, file });
      return new TextOrigin(definition.source);
    }
  }
}

/** Budgets, and the stack of the JavaScript engine, end a file and not the scan. */
function limitOf(error: unknown): string | null {
  if (error instanceof LimitError) return error.message;
  return error instanceof RangeError ? 'templates nest too deep, or make a text too long' : null;
}
