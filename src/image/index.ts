export { parseReference, repositoryName, type ImageReference } from './reference.js';
