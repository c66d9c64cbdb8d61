export { scan, type CacheSettings, type RunSettings } from './scan/index.js';
export { checkPolicy, POLICY_RULES, type Policy, type PolicyFinding, type PolicyRule } from './policy/index.js';
export { buildReport, FORMATS, render, type Format, type Report, type ReportContext } from './report/index.js';
export {
  STATUSES,
  type ChartResult,
  type Component,
  type DeployOptions,
  type DiagnosticRecord,
  type ExtraImage,
  type GuardRecord,
  type Helmfile,
  type IgnoredRecord,
  type IgnoreEntry,
  type ImageRecord,
  type OriginRecord,
  type Owner,
  type PlaceRecord,
  type RunMetrics,
  type ScanOptions,
  type ScanResult,
  type SinkRecord,
  type Status,
  type UnresolvedRecord,
} from './scan/result.js';
