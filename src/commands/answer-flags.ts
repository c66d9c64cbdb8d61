import { outputFlags } from './flags.js';

/** Of commands whose answer is a text for people or JSON. */
export const answerFlags = {
  output: outputFlags.output,
  json: { ...outputFlags.json, summary: 'Write JSON.' },
  verbose: outputFlags.verbose,
};
