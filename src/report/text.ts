import type { Report } from './document.js';

/** One reference a line, sorted by bytes, each once, nothing else: it feeds `xargs`, `skopeo` and `crane`. */
export const writeText = (report: Report): string => report.images.map((image) => `${image.reference}\n`).join('');
