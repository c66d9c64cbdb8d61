import { GoMap } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import type { Chart, ChartMetadata } from './chart.js';
import type { StoredFile } from './chart-file.js';
import { checkLock } from './lock.js';
import { tell, type Loading, type Place } from './loading.js';
import { decodeMetadata, emptyMetadata, type MutableMetadata } from './metadata.js';
import { sortIntoRoles, type Roles } from './roles.js';
import { findDependencies } from './dependencies.js';
import { readVendored } from './vendored.js';
import { validateMetadata } from './validate-metadata.js';
import type { Report, Spot } from '../source/index.js';

/**
 * Makes a chart of its files, their names relative to its root. Whatever helm would refuse is reported; the chart is
 * answered with the rest.
 * @returns null without a Chart.yaml
 */
export function assembleChart(files: readonly StoredFile[], place: Place, loading: Loading): Chart | null {
  const roles = sortIntoRoles(files);
  const { report } = loading;
  if (roles.metadata.length === 0) {
    tell(report, 'chart-invalid', 'error', place.shown, 'There is no Chart.yaml; helm refuses it.');
    return null;
  }
  const metadataValues = new GoMap();
  const metadata = readMetadata(roles, metadataValues, place, report);
  for (const lock of roles.locks) checkLock(lock, report);
  const vendored = readVendored(roles.vendored, metadata.name, place, loading);
  const subcharts = findDependencies(vendored, metadata, metadataValues, place, loading);
  return {
    path: place.shown,
    metadata,
    metadataValues,
    values: roles.values === null ? new GoMap() : readValues(roles.values, report),
    valuesFile: roles.values,
    schema: roles.schema,
    templates: metadata.type.toLowerCase() === 'library' ? roles.templates.filter(isPartial) : roles.templates,
    files: metadata.apiVersion === 'v1' ? withRequirements(roles) : roles.others,
    subcharts,
  };
}

function readMetadata(roles: Roles, values: GoMap, place: Place, report: Report): ChartMetadata {
  const metadata = emptyMetadata();
  for (const file of roles.metadata) decodeFile(file, metadata, values, report);
  if (metadata.apiVersion === '') metadata.apiVersion = 'v1';
  // helm decodes requirements.yaml over Chart.yaml, for apiVersion v2 as well.
  for (const file of roles.requirements) decodeFile(file, metadata, values, report);
  const file = roles.metadata.at(-1)!.shown;
  validateMetadata(metadata, values, (message, spot) => refuse(report, spot ?? file, message));
  if (metadata.name === '' || metadata.name === '.' || metadata.name === '..' || metadata.name.includes('/')) metadata.name = place.fallbackName;
  return metadata;
}

function decodeFile(file: StoredFile, metadata: MutableMetadata, values: GoMap, report: Report): void {
  const { value, problem } = readYaml(file.source);
  if (problem !== null) refuse(report, problem.spot ?? file.shown, problem.message);
  if (value instanceof GoMap) decodeMetadata(value, metadata, values, (message, spot) => refuse(report, spot ?? file.shown, message));
  else if (problem === null && value !== null && value !== undefined) refuse(report, file.shown, 'This must be a map.');
}

function readValues(file: StoredFile, report: Report): GoMap {
  const { value, problem } = readYaml(file.source);
  if (problem !== null) tell(report, 'values-invalid', 'error', problem.spot ?? file.shown, problem.message);
  else if (!(value instanceof GoMap) && value !== null && value !== undefined) tell(report, 'values-invalid', 'error', file.shown, 'The values must be a map; helm refuses the chart.');
  return value instanceof GoMap ? value : new GoMap();
}

const refuse = (report: Report, at: string | Spot, message: string): void => tell(report, 'chart-invalid', 'error', at, message);

/** Of a library chart helm loads these only. */
const isPartial = (file: StoredFile): boolean => file.name[file.name.lastIndexOf('/') + 1] === '_';

/** Charts of apiVersion v1 see their requirements.yaml and requirements.lock. */
function withRequirements(roles: Roles): StoredFile[] {
  return [...roles.others, ...roles.requirements, ...roles.locks.filter((lock) => lock.name === 'requirements.lock')];
}
