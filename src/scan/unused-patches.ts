import type { Patch, Rewriter } from '../kustomize/index.js';
import type { Report } from '../source/index.js';

/** The patches that none of several rewriters found an object for; each may have its own copy of one. */
export function unusedPatches(rewriters: readonly Rewriter[]): Patch[] {
  const keyOf = ({ spot }: Patch): string => `${spot.file.name}\0${spot.start}`;
  const unused = new Map(rewriters.flatMap((rewriter) => rewriter.unused).map((patch) => [keyOf(patch), patch]));
  for (const rewriter of rewriters) for (const patch of rewriter.used) unused.delete(keyOf(patch));
  return [...unused.values()];
}

/** kustomize fails where a patch names an object that is not there; one that selects objects may select none. */
export function reportUnused(unused: readonly Patch[], report: Report): void {
  for (const { spot, target } of unused) {
    const message = target === null ? 'There is no object that this patch is of.' : 'No object has what this patch is for.';
    report({ code: 'deploy-invalid', severity: target === null ? 'warning' : 'info', message, spot });
  }
}
