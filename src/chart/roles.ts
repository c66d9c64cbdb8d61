import type { StoredFile } from './chart-file.js';

/** The files of one chart by what helm takes them for. */
export interface Roles {
  /** In order; an archive may hold several of one name, which are decoded one over the other. */
  readonly metadata: StoredFile[];
  readonly requirements: StoredFile[];
  readonly locks: StoredFile[];
  values: StoredFile | null;
  schema: StoredFile | null;
  readonly templates: StoredFile[];
  /** No role of their own: what `.Files` shows. */
  readonly others: StoredFile[];
  /** What lies below `charts/`, by first path component, names relative to `charts/`. */
  readonly vendored: Map<string, StoredFile[]>;
}

/** Only exact names count: `values.yml` is a file like any other. */
export function sortIntoRoles(files: readonly StoredFile[]): Roles {
  const roles: Roles = { metadata: [], requirements: [], locks: [], values: null, schema: null, templates: [], others: [], vendored: new Map() };
  for (const file of files) sortIn(roles, file);
  return roles;
}

function sortIn(roles: Roles, file: StoredFile): void {
  const { name } = file;
  switch (name) {
    case 'Chart.yaml':
      roles.metadata.push(file);
      return;
    case 'Chart.lock':
    case 'requirements.lock':
      roles.locks.push(file);
      return;
    case 'requirements.yaml':
      roles.requirements.push(file);
      return;
    case 'values.yaml':
      roles.values = file;
      return;
    case 'values.schema.json':
      roles.schema = file;
      return;
  }
  if (name.startsWith('templates/')) roles.templates.push(file);
  else if (name.startsWith('charts/') && !isProvenance(name)) addVendored(roles.vendored, file);
  else roles.others.push(file);
}

function addVendored(vendored: Roles['vendored'], file: StoredFile): void {
  const inner = file.renamed(file.name.slice('charts/'.length));
  const component = inner.name.split('/', 1)[0]!;
  const files = vendored.get(component);
  if (files === undefined) vendored.set(component, [inner]);
  else files.push(inner);
}

/** `.prov` as Go's filepath.Ext sees it, at any depth below `charts/`. */
const isProvenance = (name: string): boolean => name.endsWith('.prov');
