import { excerpt, placeText, printable } from './excerpt.js';
import { overlayLines } from './overlay-lines.js';
import type { Answer, Condition, Explanation, Part, Place, Switch, Use } from './result.js';

/** Puts a text in a colour, or leaves it as it is. */
export type Paint = (style: 'bold' | 'dim' | 'green' | 'yellow' | 'cyan' | 'red', text: string) => string;

/** An answer for people; ends in a line break. */
export function answerText({ query, total, images, near }: Answer, paint: Paint): string {
  if (total === 0) {
    const hint = near.length === 0 ? [] : ['  near names:', ...near.map((reference) => `    ${reference}`)];
    return [`no image matches ${JSON.stringify(query)}`, ...hint, ''].join('\n');
  }
  const blocks = images.map((image) => new ExplanationText(image, paint).lines().join('\n'));
  const more = total - images.length;
  if (more > 0) blocks.push(`${more} more ${more === 1 ? 'matches' : 'match'}; --limit shows more, a longer IMAGE fewer`);
  return `${blocks.join('\n\n')}\n`;
}

const STATUS_COLOURS = { rendered: 'green', optional: 'yellow', 'values-only': 'cyan', catalog: 'cyan' } as const;

/** Writes one image; a line of a file is shown once. */
class ExplanationText {
  readonly #shown = new Set<string>();

  constructor(
    readonly image: Explanation,
    readonly paint: Paint,
  ) {}

  lines(): string[] {
    const { image } = this;
    const { reference, normalized, status, chart } = image;
    const head = `${this.paint('bold', printable(reference))}  ${this.paint(STATUS_COLOURS[status], status)}`;
    return [
      head,
      ...(normalized === reference ? [] : [`  pulled as ${printable(normalized)}`]),
      `  in ${printable([chart.name, chart.version].filter(Boolean).join(' '))} (${printable(chart.path)})`,
      ...this.#section('used by', image.uses.flatMap((use) => this.#use(use))),
      ...this.#section('decided by', image.parts.flatMap((part) => this.#part(part))),
      ...this.#section('off because of', image.conditions.flatMap((condition) => this.#condition(condition))),
      ...this.#switch('switch on', image.switch_on),
      ...this.#switch('switch off', image.switch_off),
    ];
  }

  #section(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ['', `  ${this.paint('bold', title)}`, ...lines.map((line) => `    ${line}`)];
  }

  #use({ kind, resource, document_path: path, place, rule }: Use): string[] {
    const owner = resource === null || resource.kind === '' ? null : `${resource.kind} ${resource.name}`;
    const line = [owner, kind, path || null, rule === 'kubernetes/pod' ? null : `rule ${rule}`].filter((part) => part !== null).join(', ');
    return [printable(line), ...(place === null ? [] : this.#place(place, ''))];
  }

  #part({ components, steps }: Part): string[] {
    const head = components.map(({ component, text }) => `${component} ${this.paint('bold', printable(text))}`).join(', ');
    return [head, ...steps.flatMap((step) => this.#place(step, step.path === null ? '' : `  ${this.paint('cyan', printable(step.path))}`))];
  }

  #condition({ kind, expression, place, values }: Condition): string[] {
    const now = values.map(({ path, present }) => `    ${printable(path)} is ${printable(present)}`);
    return [`${kind} ${this.paint('yellow', printable(expression))}`, ...now, ...this.#place(place, '')];
  }

  #switch(title: string, change: Switch | null): string[] {
    if (change === null) return [];
    if (change.values === null) return this.#section(title, [`not known: ${printable(change.reason)}`]);
    const flags = change.flags.map(quotedForShell).join(' ');
    return this.#section(title, [...overlayLines(change.values), flags].map(printable));
  }

  #place(place: Place, more: string): string[] {
    const at = this.#inArchive(placeText(place));
    const lines = [`  ${this.paint('dim', printable(at))}${more}`];
    const found = this.#shown.has(at) ? null : excerpt(place);
    this.#shown.add(at);
    if (found === null) return lines;
    lines.push(`  ${found.source}`);
    if (found.caret !== null) lines.push(`  ${this.paint('red', found.caret)}`);
    return lines;
  }

  /** Nobody opens a file in an archive by its path, and the head says which archive it is. */
  #inArchive(place: string): string {
    const inside = `${this.image.chart.path}!/`;
    return place.startsWith(inside) ? place.slice(inside.length) : place;
  }
}

/** As a shell takes it. */
const quotedForShell = (text: string): string => (/^[\w./:=@%+,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
