import type { ChartFile } from '../chart/index.js';
import { CallPath, IncludeMemo, LimitError, Namespace, runBody, type Definition, type Evaluator, type TemplateCache } from '../evaluate/index.js';
import { Spot, type Report, type SourceFile } from '../source/index.js';
import { GoMap, TextOrigin } from '../value/index.js';
import type { ChartNode } from '../values/index.js';
import { contexts, fixedObjects } from './context.js';
import type { ReleaseOptions } from './options.js';

/** One template file of a release. */
export interface TemplateFile {
  /** helm's id: full path of the chart and the name of the file, `app/charts/db/templates/x.yaml`. */
  readonly id: string;
  readonly node: ChartNode;
  readonly file: ChartFile;
  /** Its text goes into the manifests: not a partial, and no notes. */
  readonly printed: boolean;
}

/** Where a release has its values from: templates may change what they are given. */
export interface ValuesSource {
  /** Made anew, with some more user values on top. */
  readonly merged: (overlay: GoMap | null) => GoMap;
  /** Lays more user values over merged ones; gives what takes them off again, or null where to merge them gives something else. */
  readonly layOver: (values: GoMap, overlay: GoMap) => (() => void) | null;
}

/** A chart family made ready to render: templates in helm's order, one namespace, one dot for each chart. */
export class Release {
  readonly namespace = new Namespace();
  /** In the order of execution; partials are not among them. */
  readonly files: readonly TemplateFile[];
  /** Root of the call paths of each file; the same for every pass. */
  readonly #paths = new Map<string, CallPath>();
  #contexts: Map<ChartNode, GoMap> | null = null;
  #overlay: GoMap | null = null;
  #memo: IncludeMemo | null = null;
  /** The values as given, unless templates have changed them. */
  #given: GoMap | null = null;
  /** Takes the overlay off {@link #given}. */
  #takeOff: (() => void) | null = null;
  /** Whether templates have changed the values since they were made. */
  #changed = false;
  readonly #fixed;

  constructor(
    readonly root: ChartNode,
    readonly source: ValuesSource,
    readonly options: ReleaseOptions,
    templates: TemplateCache,
    report: Report,
  ) {
    this.#fixed = fixedObjects(root, options);
    const all = inOrder(templateFiles(root));
    for (const { id, file } of all) {
      const template = templates.parse(file.source.text);
      for (const { message, start, end } of template.problems) {
        report({ code: 'template-syntax', severity: 'error', message, spot: new Spot(file.source, start, end) });
      }
      this.namespace.add(id, template, file.source);
    }
    this.files = all.filter(({ file }) => !baseName(file.name).startsWith('_'));
  }

  /** Forgets what templates have changed in the values, and takes other user values on top of those given. */
  reset(overlay: GoMap | null = null): void {
    if (!this.#changed && overlay === null && this.#overlay === null) return;
    // What templates have changed cannot be taken off again; where the overlay was merged, they had other values than those given.
    const hasGiven = this.#overlay === null || this.#takeOff !== null;
    if (this.#changed && hasGiven) this.#given = null;
    else this.#takeOff?.();
    this.#takeOff = null;
    this.#changed = false;
    this.#contexts = null;
    this.#memo = null;
    this.#overlay = overlay;
  }

  /** The values of the root chart as templates see them now. */
  get values(): GoMap {
    return this.#dots().get(this.root)!.get('Values') as GoMap;
  }

  #dots(): Map<ChartNode, GoMap> {
    return (this.#contexts ??= contexts(this.root, this.#values(), this.#fixed));
  }

  /** To merge values copies all of them: an overlay is laid over those that are there, where that comes to the same. */
  #values(): GoMap {
    this.#given ??= this.source.merged(null);
    if (this.#overlay === null) return this.#given;
    this.#takeOff = this.source.layOver(this.#given, this.#overlay);
    return this.#takeOff === null ? this.source.merged(this.#overlay) : this.#given;
  }

  /** What a file writes. `<no value>` is still in it. */
  render(file: TemplateFile, evaluator: Evaluator): TextOrigin {
    const dot = this.#dots().get(file.node)!;
    dot.set('Template', GoMap.of({ Name: file.id, BasePath: `${file.node.path}/templates` }, 'chartutil.Values'));
    const definition = this.namespace.lookup(file.id)!;
    let path = this.#paths.get(file.id);
    if (path === undefined) this.#paths.set(file.id, (path = new CallPath(null, null, file.id)));
    return this.#run(evaluator, definition, dot, { namespace: this.namespace, path, depth: 0 }, file.file.source.name);
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
    return this.#run(evaluator, definition, this.#dots().get(this.root)!, place, source.name).toString();
  }

  #run(evaluator: Evaluator, definition: Definition, dot: GoMap, place: Parameters<typeof runBody>[3], file: string): TextOrigin {
    evaluator.changedValues = false;
    evaluator.memo = this.#memo ??= new IncludeMemo(this.namespace);
    evaluator.restart();
    try {
      return runBody(evaluator, definition, { value: dot, origin: null }, place);
    } catch (error) {
      const limit = limitOf(error);
      if (limit === null) throw error;
      evaluator.exhausted = true;
      evaluator.report({ code: 'limit-reached', severity: 'error', message: `${definition.name} was not evaluated to its end: ${limit}`, file });
      return new TextOrigin(definition.source);
    } finally {
      this.#changed ||= evaluator.changedValues;
    }
  }
}

/** Budgets, and the stack of the JavaScript engine, end a file and not the scan. */
function limitOf(error: unknown): string | null {
  if (error instanceof LimitError) return error.message;
  return error instanceof RangeError ? 'templates nest too deep, or make a text too long' : null;
}

const baseName = (name: string): string => name.slice(name.lastIndexOf('/') + 1);

function templateFiles(node: ChartNode): TemplateFile[] {
  const own = node.chart.templates.map((file) => ({
    id: `${node.path}/${file.name}`,
    node,
    file,
    printed: !file.name.endsWith('NOTES.txt'),
  }));
  return [...own, ...node.children.flatMap(templateFiles)];
}

/** helm parses and executes deeper paths first, and equally deep ones in descending byte order. Of one id the last file stays. */
function inOrder(files: readonly TemplateFile[]): TemplateFile[] {
  const byId = new Map(files.map((file) => [file.id, file]));
  const keyed = [...byId.values()].map((file) => ({ file, depth: file.id.split('/').length }));
  keyed.sort((a, b) => b.depth - a.depth || (a.file.id < b.file.id ? 1 : -1));
  return keyed.map(({ file }) => file);
}
