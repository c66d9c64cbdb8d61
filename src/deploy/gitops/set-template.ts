import { CallPath, Evaluator, LimitError, Namespace, runBody, TemplateCache } from '../../evaluate/index.js';
import { Spot, type Diagnostic } from '../../source/index.js';
import { DerivedSource, Entry, GoList, GoMap, TextOrigin, type GoValue, type Origin } from '../../value/index.js';
import { MAX_SET_STEPS, MAX_SET_TEXT } from './limits.js';
import { relocate } from './relocate.js';
import { setDialect } from './set-functions.js';

/** What Argo CD refuses while it renders the template of an ApplicationSet. */
export class SetTemplateError extends Error {
  constructor(
    message: string,
    readonly spot: Spot | null = null,
  ) {
    super(message);
  }
}

/** Renders every text of a template, keys too, with the parameters of one generated Application. */
export interface SetTemplate {
  /** Whether parameters keep their structure. */
  readonly isGo: boolean;
  /** @throws SetTemplateError */
  text(template: string, origin: Origin | null, params: GoMap): Entry;
}

/** @throws SetTemplateError */
export function renderValue(template: SetTemplate, value: GoValue, params: GoMap): GoValue {
  if (value instanceof GoList) return new GoList(value.entries.map((entry) => renderEntry(template, entry, params)));
  if (!(value instanceof GoMap)) return value;
  const out = new GoMap();
  for (const [key, entry] of value.entries) {
    const name = key.includes('{{') ? (template.text(key, entry.origin, params).value as string) : key;
    out.entries.set(name, renderEntry(template, entry, params));
  }
  return out;
}

function renderEntry(template: SetTemplate, entry: Entry, params: GoMap): Entry {
  const { value, origin } = entry;
  if (typeof value === 'string') return value.includes('{{') ? template.text(value, origin, params) : entry;
  if (!(value instanceof GoMap || value instanceof GoList)) return entry;
  const rendered = renderValue(template, value, params);
  return new Entry(rendered, origin);
}

/** What one ApplicationSet may still make: its texts are rendered once for each Application. */
class TextBudget {
  #left = MAX_SET_TEXT;

  /** @throws SetTemplateError */
  spend(text: string): string {
    this.#left -= text.length;
    if (this.#left < 0) throw new SetTemplateError('its templates make too much text');
    return text;
  }
}

/** `{{name}}` with flat parameters; what is not one of them stays as it is written. */
export class PlainSetTemplate implements SetTemplate {
  readonly isGo = false;
  readonly #budget = new TextBudget();

  text(template: string, origin: Origin | null, params: GoMap): Entry {
    if (!/\{\{.*\}\}/.test(template)) return new Entry(template, origin);
    const out = new TextOrigin(new DerivedSource('template', template, origin));
    let from = 0;
    const literal = (to: number): void => {
      if (to > from) out.write(this.#budget.spend(template.slice(from, to)), { start: from, end: to }, null, null);
      from = to;
    };
    for (let open = template.indexOf('{{'); open >= 0; open = template.indexOf('{{', from)) {
      const close = template.indexOf('}}', open + 2);
      if (close < 0) break;
      const found = params.entries.get(template.slice(open + 2, close).trim());
      if (typeof found?.value !== 'string') literal(close + 2);
      else {
        literal(open);
        out.write(this.#budget.spend(found.value), { start: open, end: close + 2 }, found.origin, null);
        from = close + 2;
      }
    }
    literal(template.length);
    return new Entry(out.toString(), relocate(out, template, origin));
  }
}

/** `goTemplate: true`. */
export class GoSetTemplate implements SetTemplate {
  readonly isGo = true;
  readonly #templates: TemplateCache;
  readonly #missingKeyFails: boolean;
  readonly #budget = new TextBudget();
  #steps = 0;

  /** @param options `goTemplateOptions` */
  constructor(options: readonly string[]) {
    this.#missingKeyFails = options.includes('missingkey=error');
    this.#templates = new TemplateCache(setDialect(this.#missingKeyFails));
  }

  text(template: string, origin: Origin | null, params: GoMap): Entry {
    if (!template.includes('{{')) return new Entry(template, origin);
    if (this.#steps > MAX_SET_STEPS) throw new SetTemplateError('its templates take too long');
    const source = new DerivedSource('template', template, origin);
    const parsed = this.#templates.parse(template);
    const problem = parsed.problems[0];
    if (problem !== undefined) throw new SetTemplateError(problem.message, new Spot(source, problem.start, problem.end));
    const found: Diagnostic[] = [];
    const evaluator = new Evaluator((diagnostic) => void found.push(diagnostic), this.#templates, null);
    const namespace = new Namespace();
    namespace.add('template', parsed, source);
    const out = this.#run(evaluator, () => runBody(evaluator, { name: 'template', nodes: parsed.root, source }, { value: params, origin: null }, { namespace, path: new CallPath(null, null, 'template'), depth: 0 }));
    const failure = found[0];
    if (failure !== undefined) throw new SetTemplateError(failure.message, failure.spot ?? null);
    const text = this.#budget.spend(out.toString());
    if (this.#missingKeyFails && text.includes('<no value>')) throw new SetTemplateError('a parameter has no value', new Spot(source, 0, template.length));
    if (evaluator.holes.length > 0) throw new SetTemplateError(evaluator.holes[0]!.message, new Spot(source, 0, template.length));
    return new Entry(text, relocate(out, template, origin));
  }

  /** Budgets, and the stack of the JavaScript engine, end one text. */
  #run(evaluator: Evaluator, render: () => TextOrigin): TextOrigin {
    try {
      return render();
    } catch (error) {
      if (error instanceof LimitError || error instanceof RangeError) throw new SetTemplateError('this template makes too much, or nests too deep');
      throw error;
    } finally {
      this.#steps += evaluator.steps;
    }
  }
}
