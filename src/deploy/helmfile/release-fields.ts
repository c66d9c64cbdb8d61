import { DerivedSource, Entry, GoList, GoMap, GoStruct, toText, type GoValue } from '../../value/index.js';
import { SourceFile, Spot } from '../../source/index.js';
import { toYaml, toYamlPretty } from '../../yaml/index.js';
import { environmentObject } from './environment.js';
import { readMap } from './document.js';
import type { Helmfile } from './load.js';
import { MAX_ROUNDS } from './limits.js';
import type { Renderer } from './render.js';
import { listOf, mapOf } from './state.js';

/** The fields by which a release is known, after their own templates. */
export interface ReleaseHead {
  readonly name: string;
  readonly namespace: string;
  readonly chart: string;
  readonly version: string;
  readonly labels: ReadonlyMap<string, string>;
}

/** Renders the fields of one release that may hold templates, also in helmfiles that are none. */
export class ReleaseFields {
  constructor(
    readonly renderer: Renderer,
    readonly helmfile: Helmfile,
    readonly values: GoMap,
    readonly release: GoMap,
  ) {}

  /** null where they go on changing each other. */
  head(): ReleaseHead | null {
    let head = this.#rawHead();
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const next = this.#renderHead(head);
      if (isSame(head, next)) return next;
      head = next;
    }
    return null;
  }

  #rawHead(): ReleaseHead {
    const { release, helmfile } = this;
    const labels = new Map<string, string>();
    for (const source of [mapOf(release, 'labels'), mapOf(helmfile.state, 'commonLabels')]) {
      for (const [key, { value }] of source.entries) labels.set(key, toText(value));
    }
    const chart = text(release.get('chart'));
    return {
      name: text(release.get('name')),
      namespace: text(release.get('namespace')),
      chart: chart === '' ? text(release.get('directory')) : chart,
      version: text(release.get('version')),
      labels,
    };
  }

  #renderHead(head: ReleaseHead): ReleaseHead {
    const raw = this.#rawHead();
    const field = (value: string, key: string): string => this.#render(value, key, head).text.trim();
    return {
      name: field(raw.name, 'name'),
      namespace: field(raw.namespace, 'namespace'),
      chart: field(raw.chart, 'chart'),
      version: field(raw.version, 'version'),
      labels: new Map([...raw.labels].map(([key, value]) => [key, this.#render(value, 'labels', head).text])),
    };
  }

  /** A string field; the origin leads to what made it. */
  string(entry: Entry, head: ReleaseHead): Entry {
    const value = text(entry.value);
    if (!value.includes('{{')) return new Entry(value, entry.origin);
    const rendered = this.#renderAt(value, entry, head);
    return new Entry(rendered.text, new Spot(rendered, 0, rendered.text.length));
  }

  /** The entries of `valuesTemplate`: maps are written as text, rendered, and read again. */
  valuesTemplates(head: ReleaseHead): Entry[] {
    const { session } = this.renderer;
    return listOf(this.release, 'valuesTemplate').map((entry) => {
      if (!(entry.value instanceof GoMap)) return entry;
      const written = session.dialect === 'v1' ? toYamlPretty(entry.value) : toYaml(entry.value);
      const rendered = this.#renderAt(`${written}\n`, entry, head);
      return new Entry(readMap(session, rendered) ?? new GoMap(), entry.origin);
    });
  }

  /** `set` entries with their templates rendered. */
  setTemplates(head: ReleaseHead): Entry[] {
    return listOf(this.release, 'setTemplate').map((entry) => {
      if (!(entry.value instanceof GoMap)) return entry;
      const rendered = new GoMap();
      for (const [key, field] of entry.value.entries) rendered.entries.set(key, this.#setField(field, head));
      return new Entry(rendered, entry.origin);
    });
  }

  /** `name`, `value`, `file`, or the list `values`. */
  #setField({ value, origin }: Entry, head: ReleaseHead): Entry {
    if (!(value instanceof GoList)) return this.string(new Entry(toText(value), origin), head);
    return new Entry(new GoList(value.entries.map((item) => (typeof item.value === 'string' ? this.string(item, head) : item))), origin);
  }

  /** What templates of the release and of its values files see. */
  dot(head: ReleaseHead, labels: ReadonlyMap<string, string> = head.labels): GoStruct {
    const labelMap = new GoMap('map[string]string');
    for (const [key, value] of labels) labelMap.set(key, value);
    const release = struct('state.releaseTemplateDataRelease', {
      Name: head.name,
      Namespace: head.namespace,
      Labels: labelMap,
      Chart: head.chart,
      ChartVersion: head.version,
      KubeContext: text(this.release.get('kubeContext')),
    });
    const { helmfile, values } = this;
    return struct('state.releaseTemplateData', {
      Environment: environmentObject(helmfile.environment),
      Release: release,
      Values: values,
      StateValues: values,
      KubeContext: text(helmfile.state.get('kubeContext')),
      Namespace: text(helmfile.state.get('namespace')),
      Chart: text(helmfile.state.get('chart')),
    });
  }

  #render(value: string, key: string, head: ReleaseHead): { readonly text: string } {
    if (!value.includes('{{')) return { text: value };
    return this.#renderAt(value, this.release.entries.get(key) ?? new Entry(value, null), head);
  }

  #renderAt(value: string, { origin }: Entry, head: ReleaseHead): DerivedSource {
    const { path } = this.helmfile;
    const name = this.renderer.session.files.shown(path);
    const source: SourceFile = new DerivedSource(name, value, origin);
    return this.renderer.render(source, this.helmfile.folder, this.dot(head));
  }
}

function isSame(a: ReleaseHead, b: ReleaseHead): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.chart === b.chart && a.version === b.version && [...b.labels].every(([key, value]) => a.labels.get(key) === value);
}

function struct(type: string, fields: Readonly<Record<string, GoValue>>): GoStruct {
  return new GoStruct(type, new Map(Object.entries(fields).map(([name, value]) => [name, new Entry(value, null)])));
}

/** A field that is text for helmfile: YAML numbers and booleans are read into it as they print. */
export const text = (value: GoValue): string => (value === null || value === undefined || value instanceof GoMap || value instanceof GoList ? '' : toText(value));
