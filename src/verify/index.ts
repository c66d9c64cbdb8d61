export { Helm, type HelmLimits } from './helm.js';
export { disagrees, type ChartVerification, type Verification } from './result.js';
export { verificationText } from './text.js';
export { unverified, verify, type Check } from './verify.js';
