export { compareLists, isDifferent, type ListDifference, type ListedName, type Retagging, type StatusChange } from './compare.js';
export { renderDifference, type DiffFormat } from './formats.js';
export { readImageList, type ImageList, type ListedImage, type ListProblem } from './read-list.js';
