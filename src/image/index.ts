export { parseReference, type ImageReference } from './reference.js';
