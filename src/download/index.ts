export { isPlatform } from './platform.js';
export { writeDownloadScript } from './script.js';
