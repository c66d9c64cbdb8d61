export { traceRange, traceSpot, type Leaf, type Trace } from './trace.js';
