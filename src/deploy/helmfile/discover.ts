import { dirname, join } from 'node:path';
import { FileProblem } from './files.js';
import type { Session } from './session.js';

const PLAIN = 'helmfile.yaml';
const TEMPLATE = 'helmfile.yaml.gotmpl';
const FOLDER = 'helmfile.d';
/** Where repositories keep it that do not want it at their top. */
const BELOW = 'helmfile';

/** The helmfiles to start from, absolute; null after a diagnostic that says why there are none. */
export function discover(session: Session): string[] | null {
  const { files, options } = session;
  if (options.file !== undefined && options.file !== null && options.file !== '') return stateFiles(session, files.absolute(options.file), options.file);
  for (let folder = files.absolute('.'); ; folder = dirname(folder)) {
    for (const candidate of [folder, join(folder, BELOW)]) {
      const found = inFolder(session, candidate);
      if (found !== undefined) return found;
    }
    if (dirname(folder) === folder) break;
  }
  session.problem('helmfile-invalid', `There is no ${PLAIN}, ${TEMPLATE} or ${FOLDER}/ here or in any folder above.`, options.cwd);
  return null;
}

/** What `-f` or an entry of `helmfiles:` names: a file, or a folder of them. */
export function stateFiles(session: Session, path: string, shown: string): string[] | null {
  const { files } = session;
  if (files.isFile(path)) return [path];
  if (!files.isFolder(path)) {
    session.problem('path-missing', `There is no helmfile ${shown}.`, shown);
    return null;
  }
  try {
    return files
      .list(path)
      .filter((entry) => !entry.isDirectory && /\.y.*ml(?:\.gotmpl)?$/.test(entry.name))
      .map((entry) => join(path, entry.name));
  } catch (error) {
    if (!(error instanceof FileProblem)) throw error;
    session.problem('path-unreadable', error.message, shown);
    return null;
  }
}

/** undefined where the folder has none. */
function inFolder(session: Session, folder: string): string[] | null | undefined {
  const { files } = session;
  const [plain, template, several] = [join(folder, PLAIN), join(folder, TEMPLATE), join(folder, FOLDER)];
  const present = [plain, template].filter((path) => files.isFile(path));
  const hasFolder = files.isFolder(several);
  if (present.length + (hasFolder ? 1 : 0) > 1) {
    const names = [...present, ...(hasFolder ? [several] : [])].map((path) => files.shown(path));
    session.problem('helmfile-invalid', `${names.join(' and ')} are both there; helmfile takes only one.`, names[0]!);
    return null;
  }
  if (hasFolder) return stateFiles(session, several, files.shown(several));
  return present.length === 1 ? present : undefined;
}
