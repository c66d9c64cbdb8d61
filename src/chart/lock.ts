import type { Report } from '../source/index.js';
import { GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import type { StoredFile } from './chart-file.js';
import { tell } from './loading.js';

// What `helm dependency update` writes; it is never parsed, because nothing of a lock file is used.
const GENERATED = /^dependencies:\n(- name: [\w.-]+\n {2}repository: (""|[\w.:/@-]+)\n {2}version: [\w.+-]+\n)+digest: \w+:\w+\ngenerated: "[\dT:.+Z-]+"\n*$/;

/** Reports a Chart.lock or requirements.lock that helm cannot decode. */
export function checkLock(file: StoredFile, report: Report): void {
  if (GENERATED.test(file.source.text)) return;
  const { value, problem } = readYaml(file.source);
  if (problem !== null) tell(report, 'chart-invalid', 'error', problem.spot ?? file.shown, problem.message);
  else if (value !== null && value !== undefined && !(value instanceof GoMap)) tell(report, 'chart-invalid', 'error', file.shown, 'A lock file must be a map; helm refuses the chart.');
}
