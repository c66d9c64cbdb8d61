export { scan } from './scan.js';
export type { CacheSettings, RunSettings } from './run-settings.js';
export {
  type ChartResult,
  type Component,
  type DiagnosticRecord,
  type GuardRecord,
  type ImageRecord,
  type OriginRecord,
  type Owner,
  type PlaceRecord,
  type ScanOptions,
  type ScanResult,
  type SinkRecord,
  type Status,
  type UnresolvedRecord,
} from './result.js';
