export { scan } from './scan/index.js';
export { checkPolicy, POLICY_RULES, type Policy, type PolicyFinding, type PolicyRule } from './policy/index.js';
export { buildReport, type Report, type ReportContext } from './report/index.js';
export {
  STATUSES,
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
} from './scan/result.js';
