import type { Spot } from '../../source/index.js';
import { FileProblem, within } from './files.js';
import { missingHint } from './missing-hint.js';
import type { Session } from './session.js';

/** `missingFileHandler`; anything but `Error` lets a file be missing. */
export type Missing = 'Error' | 'Warn' | 'Info' | 'Debug';

export function missingOf(value: unknown): Missing | null {
  return value === 'Error' || value === 'Warn' || value === 'Info' || value === 'Debug' ? value : null;
}

interface Request {
  readonly folder: string;
  readonly missing: Missing;
  /** `values file`, for messages. */
  readonly title: string;
  readonly at: Spot | string;
}

/** The files that an entry stands for: a path or a pattern. None is an error, unless it may be missing. */
export function resolveFiles(session: Session, entry: string, { folder, missing, title, at }: Request): string[] {
  if (isRemote(entry)) {
    session.problem('not-evaluated', `The ${title} ${entry} is remote and was not fetched.`, at, { severity: 'warning' });
    return [];
  }
  try {
    const found = session.files.glob(within(folder, entry));
    if (found.length === 0 && missing === 'Error') {
      const shown = session.files.shown(folder);
      const hint = missingHint(session, within(folder, entry));
      session.problem('path-missing', `The ${title} ${JSON.stringify(entry)} does not exist${shown === '.' ? '' : ` in ${shown}`}.`, at, hint === null ? {} : { hint });
    }
    return found;
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-unreadable', error.message, at);
    return [];
  }
}

/** go-getter addresses and URLs. */
export const isRemote = (path: string): boolean => /^(?:[a-z0-9+]+::)?[a-z][a-z0-9+.-]*:\/\//i.test(path) || path.startsWith('git@');
