import { anyOf, anything, field, list, map, number, onOff, oneOf, optional, table, text, type Field, type Form, type MapForm } from '../form/index.js';
import { parseReference } from '../image/index.js';
import { FORMATS } from '../report/index.js';
import { STATUSES } from '../scan/result.js';

/** One setting: a key of the configuration file, by its path there. */
export interface SettingKey {
  readonly form: Form;
  readonly about: string;
  /** How several sources of it combine: the strongest has it all (the default), or they add up. */
  readonly adds?: boolean;
  /** It names files, relative to the file that it stands in: each text does, or what follows its `=`. */
  readonly files?: 'each' | 'after-equals';
  /** Something is written there. */
  readonly written?: boolean;
  /** A file that was only found must not say it. */
  readonly personal?: boolean;
  /** Name of its flag, where that is not its own path. */
  readonly flag?: string;
  /** As an environment variable: not at all, or one text whatever commas it holds. */
  readonly variable?: 'none' | 'whole' | 'paths';
}

const TEXTS = anyOf(text());
const key = (form: Form, about: string, more: Omit<SettingKey, 'form' | 'about'> = {}): SettingKey => ({ form, about, ...more });

const DATE = text({
  pattern: '^\\d{4}-\\d{2}-\\d{2}$',
  expects: 'a date such as 2027-01-31',
  check: (date) => (Number.isNaN(new Date(`${date}T00:00:00Z`).getTime()) ? `there is no day ${date}` : null),
});

const IGNORE = map({
  image: field(text(), 'reference as a glob, `*` is any text; the full name counts too'),
  reason: field(text(), 'why the image does not count'),
  expires: optional(DATE, 'the last day on which the entry holds'),
});

const EXTRA_IMAGE = map(
  {
    reference: optional(text({ check: (reference) => (parseReference(reference) === null ? `\`${reference}\` is no image reference` : null) }), 'the image'),
    template: optional(text(), 'the image as a Helm template over the values of the chart'),
    charts: optional(TEXTS, 'names of the charts that it belongs to, as globs; without it, all'),
    reason: field(text(), 'why the image is needed'),
  },
  { exactlyOne: ['reference', 'template'] },
);

const CHECKSUM = text({ pattern: '^(?:sha256:)?[0-9a-f]{64}$', expects: '64 hexadecimal digits, as `rules list` shows them' });
const DURATION = text({ pattern: '^\\d+[smhdw]?$', expects: 'a number of seconds, or a number with s, m, h, d or w' });

/** Every setting by its path; a flag of the same name (`kube_version` is `--kube-version`) beats it. */
const SETTINGS = {
  helmfile: key(text(), 'the helmfile', { files: 'each' }),
  environment: key(text(), 'environment of the helmfile'),
  selector: key(TEXTS, 'only releases with these labels', { variable: 'whole' }),
  state_values_file: key(TEXTS, 'state values on top of those of the environment', { files: 'each' }),
  state_values_set: key(TEXTS, 'single state values', { variable: 'whole' }),
  env_allow: key(TEXTS, 'variables of the environment that the helmfile may read', { personal: true }),
  helmfile_dialect: key(oneOf('auto', 'v0', 'v1'), 'major version of helmfile that the helmfile is written for'),
  chart_dir: key(TEXTS, 'folders with charts that were pulled from repositories', { files: 'each' }),
  only_releases: key(onOff, 'charts that no release uses are left out'),
  values: key(TEXTS, 'values files; later ones win', { files: 'each' }),
  set: key(TEXTS, "values in helm's syntax", { variable: 'whole' }),
  set_string: key(TEXTS, 'values that are strings', { variable: 'whole' }),
  set_json: key(TEXTS, 'values that are JSON', { variable: 'whole' }),
  set_file: key(TEXTS, 'values that are the text of a file', { variable: 'whole', files: 'after-equals' }),
  values_glob: key(TEXTS, 'files of a chart that are each an environment, as globs', { variable: 'whole' }),
  kube_version: key(text(), 'Kubernetes version the charts are told'),
  api_versions: key(TEXTS, 'API versions the charts are told'),
  release_name: key(text(), 'release name the charts are told'),
  namespace: key(text(), 'namespace the charts are told'),
  is_upgrade: key(onOff, 'whether the charts are told that this is an upgrade'),
  platform: key(text(), 'operating system and architecture of the nodes'),
  status: key(anyOf(oneOf(...STATUSES)), 'only images of these statuses'),
  format: key(oneOf(...FORMATS), 'how the result is written'),
  output: key(text(), 'file that the result is written to', { files: 'each', written: true }),
  reproducible: key(onOff, 'neither the time nor the duration of the run in the report'),
  verbose: key(onOff, 'warnings and what could not be determined are shown'),
  strict: key(onOff, 'exit code 1 where helm would refuse a chart, or an image could not be determined'),
  workers: key(number(1, 32), 'threads at most; 1 for none'),
  cache: key(onOff, 'whether results are kept for the next run'),
  cache_dir: key(text(), 'folder of the cache', { files: 'each', written: true }),
  cache_ttl: key(DURATION, 'how long results are kept'),
  timings: key(onOff, 'what the run spent is told'),
  metrics_file: key(text(), 'file that what the run spent is written to, for Prometheus', { files: 'each', written: true }),
  changed_files: key(onOff, 'PATHs are files of a commit: those that are gone and those of no chart are passed over'),
  'rules.paths': key(TEXTS, 'folders of rule packs', { files: 'each', adds: true, variable: 'paths', flag: 'rules' }),
  'rules.disable': key(TEXTS, 'ids of rules that are switched off, as globs', { adds: true }),
  'rules.pins': key(table(CHECKSUM), 'sha256 that a pack must have, by its id', { adds: true, variable: 'none' }),
  'supplemental.patterns': key(TEXTS, 'further files that are searched for images, as globs'),
  'policy.allow_registries': key(TEXTS, 'registries that images may come from', { flag: 'allow-registry' }),
  'policy.require_digest': key(onOff, 'every image must have a digest', { flag: 'require-digest' }),
  'policy.forbid_latest': key(onOff, 'no image may have the tag latest, or none', { flag: 'forbid-latest' }),
  'policy.forbid_unresolved': key(onOff, 'every image must be determined', { flag: 'forbid-unresolved' }),
  'policy.list': key(text(), 'file with the images that are allowed, one a line', { files: 'each', flag: 'list' }),
  ignore: key({ ...list(IGNORE), orNone: true } as Form, 'images that do not count', { adds: true, variable: 'none' }),
  extra_images: key({ ...list(EXTRA_IMAGE), orNone: true } as Form, 'images that nothing in the charts names', { adds: true, variable: 'none' }),
} as const satisfies Readonly<Record<string, SettingKey>>;

export type SettingPath = keyof typeof SETTINGS;
export const SETTING_PATHS = Object.keys(SETTINGS) as SettingPath[];
export const settingKey = (path: SettingPath): SettingKey => SETTINGS[path];

const SECTIONS: Readonly<Record<string, string>> = {
  rules: 'rule packs',
  supplemental: 'further files',
  policy: 'what is demanded of the images',
};

/** The form of a configuration file. */
export function configForm(): MapForm {
  const top: Record<string, Field> = { $schema: optional(anything, 'for editors') };
  const sections = new Map<string, Record<string, Field>>();
  for (const path of SETTING_PATHS) {
    const { form, about } = settingKey(path);
    const [section, name] = path.split('.') as [string, string | undefined];
    if (name === undefined) top[path] = optional(form, about);
    else sections.set(section, { ...sections.get(section), [name]: optional(form, about) });
  }
  for (const [section, keys] of sections) top[section] = optional(map(keys), SECTIONS[section]!);
  return map(top);
}

export const DEFAULT_PATTERNS: readonly string[] = ['**/values.yaml', '**/values.yml', '**/config.yaml'];
