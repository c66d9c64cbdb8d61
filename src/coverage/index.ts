export { changesToValues, type Change } from './overlay.js';
export { Refusals } from './refusals.js';
export { flatten, type Forced, type Guard, type GuardKind } from './guard.js';
export { isSolved, OTHER_WORD, type Fix, type Solution } from './fix.js';
export { Coverage, type Pass } from './passes.js';
