export { deriveWitness, type Bench, type Trial, type Witness } from './derive.js';
