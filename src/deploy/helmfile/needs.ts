import { Spot } from '../../source/index.js';
import { GoMap, type Entry } from '../../value/index.js';
import type { Helmfile } from './load.js';
import { text } from './release-fields.js';
import type { Session } from './session.js';
import { listOf } from './state.js';

/** `needs` of a release: helmfile refuses what no release of the same file is. Namespaces and templates are not compared. */
export function checkNeeds(session: Session, helmfile: Helmfile, release: GoMap, name: string): void {
  const names = listOf(helmfile.state, 'releases').map(({ value }) => (value instanceof GoMap ? text(value.get('name')) : ''));
  if (names.some((one) => one.includes('{{'))) return;
  for (const { value, origin } of listOf(release, 'needs') as readonly Entry[]) {
    const needed = text(value).split('/').at(-1)!;
    if (needed === '' || needed.includes('{{') || names.includes(needed)) continue;
    const at = origin instanceof Spot ? origin : session.files.shown(helmfile.path);
    session.problem('release-invalid', `Release ${name}: it needs ${text(value)}, and no release of this helmfile has that name.`, at, { severity: 'warning' });
  }
}
