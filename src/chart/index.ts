export type { Chart, ChartFile, ChartMetadata, Dependency } from './chart.js';
export { discoverCharts, type ChartRoot } from './discover.js';
export { compileGlob, matchGlob, type Glob } from './glob.js';
export { loadChart, loadChartFromFiles } from './load.js';
