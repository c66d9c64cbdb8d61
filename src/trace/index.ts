export { traceRange, type Leaf, type Trace } from './trace.js';
