import { readHelmfiles, type HelmfileOptions } from '../../../src/deploy/helmfile/index.js';
import type { DeployUnit } from '../../../src/deploy/unit.js';
import type { Diagnostic } from '../../../src/source/index.js';
import { GoInt, GoList, GoMap, type GoValue } from '../../../src/value/index.js';
import { readUserValues } from '../../../src/values/index.js';
import { chartYaml, listen, writeTree, type Tree } from '../../chart/tree.js';

export interface Reading {
  readonly root: string;
  readonly units: readonly DeployUnit[];
  readonly notes: readonly string[];
  readonly told: readonly Diagnostic[];
}

const DEFAULTS: Omit<HelmfileOptions, 'cwd'> = { environment: null, selectors: [], stateValuesFiles: [], stateValuesSet: [], envAllow: [], env: {}, dialect: 'auto', chartDir: [] };

/** Every tree has a chart `app`. */
export function read(tree: Tree, options: Partial<HelmfileOptions> = {}): Reading {
  const root = writeTree({ 'app/Chart.yaml': chartYaml('app'), ...tree });
  return { root, ...readAt(root, options) };
}

export function readAt(cwd: string, options: Partial<HelmfileOptions> = {}): Omit<Reading, 'root'> {
  const { report, told } = listen();
  return { ...readHelmfiles({ ...DEFAULTS, cwd, ...options }, report), told };
}

/** A helmfile of one template. */
export const helmfile = (text: string, more: Tree = {}): Tree => ({ 'helmfile.yaml.gotmpl': text, ...more });

const plain = (value: GoValue): unknown => {
  if (value instanceof GoMap) return Object.fromEntries([...value.entries].map(([key, entry]) => [key, plain(entry.value)]));
  if (value instanceof GoList) return value.entries.map((entry) => plain(entry.value));
  return value instanceof GoInt ? Number(value.value) : value;
};

/** What helm makes of the values files of a unit. */
export const valuesOf = (unit: DeployUnit | undefined): unknown => (unit === undefined ? undefined : plain(readUserValues({ valuesFiles: unit.values }, () => {})));

/** Merged values by release. */
export const values = ({ units }: Pick<Reading, 'units'>): Record<string, unknown> => Object.fromEntries(units.map((unit) => [unit.release, valuesOf(unit)]));

export const errors = ({ told }: Pick<Reading, 'told'>): string[] => told.filter(({ severity }) => severity === 'error').map(({ code, spot, file }) => `${code} ${spot === undefined ? file : `${spot.file.name}:${spot.file.position(spot.start).line}`}`);

export const names = ({ units }: Pick<Reading, 'units'>): string[] => units.map(({ release }) => release);
