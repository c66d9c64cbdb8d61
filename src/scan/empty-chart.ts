import type { ChartResult } from './result.js';

/** The result of a chart, or of what stands in for one, with no more in it than is said. */
export const emptyChart = (path: string, more: Partial<ChartResult>): ChartResult => ({
  path,
  name: '',
  version: '',
  app_version: '',
  release: '',
  namespace: '',
  owner: null,
  variant: null,
  not_scanned: null,
  images: [],
  unresolved: [],
  diagnostics: [],
  needs: [],
  ...more,
});
