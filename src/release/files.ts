import { Buffer } from 'node:buffer';
import type { Chart, ChartFile } from '../chart/index.js';
import { Spot } from '../source/index.js';
import { Entry, GoBytes, GoList, GoMap, Sourced } from '../value/index.js';
import { toYaml } from '../yaml/index.js';
import { fileGlob } from './glob.js';
import { stringMethod } from './methods.js';

/** `.Files` of a chart: a map of path to bytes, with helm's methods. */
export const filesObject = (chart: Chart): GoMap => filesMap(chart.files);

function filesMap(files: readonly ChartFile[]): GoMap {
  const map = new GoMap('engine.files');
  map.pinned = true;
  for (const file of files) map.set(file.name, new GoBytes(file.bytes, null));
  const byName = new Map(files.map((file) => [file.name, file]));
  map.methods = {
    Get: stringMethod((name) => contentOf(byName.get(name))),
    GetBytes: stringMethod((name) => new GoBytes(byName.get(name)?.bytes ?? new Uint8Array())),
    Glob: stringMethod((pattern) => {
      const matches = fileGlob(pattern);
      return filesMap(files.filter((file) => matches(file.name)));
    }),
    Lines: stringMethod((name) => lines(byName.get(name)?.source.text ?? '')),
    AsConfig: () => asYaml(files, (file) => file.source.text),
    AsSecrets: () => asYaml(files, (file) => Buffer.from(file.bytes).toString('base64')),
  };
  return map;
}

/** A file that is not there is an empty text. */
function contentOf(file: ChartFile | undefined): Sourced {
  if (file === undefined) return new Sourced('', null);
  const { source } = file;
  return new Sourced(source.text, new Spot(source, 0, source.text.length));
}

/** Split at line breaks; one at the very end does not count. */
function lines(text: string): GoList {
  if (text === '') return GoList.of([], '[]string');
  return GoList.of((text.endsWith('\n') ? text.slice(0, -1) : text).split('\n'), '[]string');
}

/** A YAML map of base name to content; of equal names the last in path order wins. */
function asYaml(files: readonly ChartFile[], content: (file: ChartFile) => string): string {
  const map = new GoMap();
  for (const file of [...files].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    map.entries.set(file.name.slice(file.name.lastIndexOf('/') + 1), new Entry(content(file), null));
  }
  return toYaml(map);
}
