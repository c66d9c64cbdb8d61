export type { Chart, ChartFile, ChartMetadata, Dependency } from './chart.js';
export { discoverCharts, type ChartRoot } from './discover.js';
export { loadChart, loadChartFromFiles } from './load.js';
