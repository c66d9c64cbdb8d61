export { isSecretKey } from './keys.js';
export { maskExpression, maskValues } from './mask.js';
export { MASK, maskText } from './text.js';
