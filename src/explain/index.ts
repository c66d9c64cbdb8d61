export { explain } from './explain.js';
export type { Answer, Explanation } from './result.js';
export { answerText, type Paint } from './text.js';
