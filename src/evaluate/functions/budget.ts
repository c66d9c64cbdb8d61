import { Hole } from '../../value/index.js';

/** No function makes a longer text (UTF-16 units); the largest manifests in use are a tenth of it. */
export const MAX_TEXT_LENGTH = 16 * 1024 * 1024;

/** The text, or a hole where it would be longer than {@link MAX_TEXT_LENGTH}. */
export function withinBudget(length: number, make: () => string): string | Hole {
  return length <= MAX_TEXT_LENGTH ? make() : new Hole('limit', `a text of ${length} characters would be made; the limit is ${MAX_TEXT_LENGTH}`, true);
}
