import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A folder that is no chart itself: it may hold charts, and what deploys them. */
export function isCheckout(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory() && !existsSync(join(path, 'Chart.yaml'));
}
