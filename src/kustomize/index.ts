export { readPatch, Rewriter, type Patch } from './rewriter.js';
export { identityOf } from './identity.js';
export { TARGET_FIELDS, type PatchRewrite, type PatchTarget, type Rewrite } from './rewrite.js';
export { beforeImages } from './images.js';
