import { GoMap } from '../value/index.js';

const EVENTS: ReadonlySet<string> = new Set([
  'pre-install',
  'post-install',
  'pre-delete',
  'post-delete',
  'pre-upgrade',
  'post-upgrade',
  'pre-rollback',
  'post-rollback',
  'test',
  'test-success',
]);

/** helm drops a document whose hook annotation has an item that it does not know (`crd-install` of helm 2, or nothing). */
export function isDropped(document: GoMap): boolean {
  const metadata = document.get('metadata');
  const annotations = metadata instanceof GoMap ? metadata.get('annotations') : null;
  const hook = annotations instanceof GoMap ? annotations.get('helm.sh/hook') : null;
  if (typeof hook !== 'string') return false;
  return hook.split(',').some((event) => !EVENTS.has(event.trim().toLowerCase()));
}
