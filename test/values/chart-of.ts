import type { Chart, ChartMetadata, Dependency } from '../../src/chart/index.js';
import { SourceFile } from '../../src/source/index.js';
import { GoInt, GoList, GoMap, type GoValue } from '../../src/value/index.js';
import { readYaml } from '../../src/yaml/index.js';

/** A chart in short. */
export interface ChartSketch {
  readonly name: string;
  readonly version?: string;
  /** Text of values.yaml. */
  readonly values?: string;
  readonly dependencies?: readonly (Partial<Dependency> & { readonly name: string })[];
  readonly charts?: readonly ChartSketch[];
  readonly schema?: string;
  readonly kubeVersion?: string;
}

export function chartOf(sketch: ChartSketch, path = sketch.name): Chart {
  const valuesFile = file('values.yaml', `${path}/values.yaml`, sketch.values);
  return {
    path,
    metadata: metadataOf(sketch),
    metadataValues: yamlMap(metadataText(sketch), `${path}/Chart.yaml`),
    values: yamlMap(sketch.values ?? '', `${path}/values.yaml`),
    valuesFile,
    schema: file('values.schema.json', `${path}/values.schema.json`, sketch.schema),
    templates: [],
    files: [],
    subcharts: (sketch.charts ?? []).map((child) => chartOf(child, `${path}/charts/${child.name}`)),
  };
}

function metadataOf(sketch: ChartSketch): ChartMetadata {
  return {
    apiVersion: 'v2',
    name: sketch.name,
    version: sketch.version ?? '1.0.0',
    appVersion: '',
    kubeVersion: sketch.kubeVersion ?? '',
    description: '',
    type: '',
    deprecated: false,
    home: '',
    icon: '',
    condition: '',
    tags: '',
    keywords: [],
    sources: [],
    maintainers: [],
    annotations: {},
    dependencies: sketch.dependencies?.map((dependency) => ({ ...EMPTY, ...dependency })) ?? null,
  };
}

const EMPTY = { version: '*', repository: '', condition: '', tags: [], alias: '', importValues: [], enabled: false };

function metadataText(sketch: ChartSketch): string {
  const dependencies = sketch.dependencies?.map(({ importValues, ...written }) => ({
    version: '*',
    ...written,
    ...(importValues === undefined ? {} : { 'import-values': importValues }),
  }));
  const lines = ['apiVersion: v2', `name: ${sketch.name}`, `version: ${sketch.version ?? '1.0.0'}`];
  if (sketch.kubeVersion !== undefined) lines.push(`kubeVersion: ${JSON.stringify(sketch.kubeVersion)}`);
  if (dependencies !== undefined) lines.push(`dependencies: ${JSON.stringify(dependencies)}`);
  return `${lines.join('\n')}\n`;
}

function file(name: string, path: string, text: string | undefined): Chart['valuesFile'] {
  if (text === undefined) return null;
  return { name, bytes: new TextEncoder().encode(text), source: new SourceFile(path, text) };
}

export function yamlMap(text: string, name = 'values.yaml'): GoMap {
  const { value, problem } = readYaml(new SourceFile(name, text));
  if (problem !== null) throw new Error(problem.message);
  return value instanceof GoMap ? value : new GoMap();
}

/** As plain JavaScript; integers that are no float64 as bigint. */
export function plain(value: GoValue): unknown {
  if (value instanceof GoInt) return value.value;
  if (value instanceof GoList) return value.values().map(plain);
  if (!(value instanceof GoMap)) return value;
  return Object.fromEntries(value.sortedKeys().map((key) => [key, plain(value.get(key))]));
}
