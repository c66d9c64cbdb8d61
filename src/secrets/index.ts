export { isSecretKey } from './keys.js';
export { maskExpression, maskValues } from './mask.js';
export { maskText } from './text.js';
