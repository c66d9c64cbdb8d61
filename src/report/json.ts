import type { Report } from './document.js';

export const writeJson = (report: Report): string => `${JSON.stringify(report, null, 2)}\n`;
