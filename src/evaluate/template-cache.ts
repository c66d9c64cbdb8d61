import type { SourceFile } from '../source/index.js';
import { parseTemplate, type Template } from '../template/index.js';
import { Callees } from './callee.js';
import { HELM, isFunction, type Dialect } from './dialect.js';

/** How many characters of template text are kept parsed; beyond it the oldest go. */
const MAX_CACHED_TEXT = 2 * 1024 * 1024;

/** Parses each distinct text once: library charts are vendored many times over, and `tpl` meets the same value again and again. */
export class TemplateCache {
  readonly #parsed = new Map<string, Template>();
  #size = 0;
  readonly #ofFiles = new WeakMap<SourceFile, Template>();

  /** What names in the templates stand for. */
  readonly callees: Callees;

  constructor(readonly dialect: Dialect = HELM) {
    this.callees = new Callees(dialect);
  }

  /** The template in a file of a chart: known for as long as the chart is, whose dependencies are switched this way and that. */
  ofFile(file: SourceFile): Template {
    let template = this.#ofFiles.get(file);
    if (template === undefined) this.#ofFiles.set(file, (template = this.parse(file.text)));
    return template;
  }

  parse(text: string): Template {
    let template = this.#parsed.get(text);
    if (template !== undefined) return template;
    template = parseTemplate(text, (name) => isFunction(this.dialect, name));
    this.#parsed.set(text, template);
    this.#size += text.length;
    for (const old of this.#parsed.keys()) {
      if (this.#size <= MAX_CACHED_TEXT) break;
      this.#parsed.delete(old);
      this.#size -= old.length;
    }
    return template;
  }
}
