import { Spot, nearest, type SourceFile } from '../source/index.js';
import type { GoMap } from '../value/index.js';
import { FormReader, readFormFile } from '../form/index.js';
import { PACK_FORM, RULE_KINDS, ruleForm } from './rule-form.js';
import type { Pack, Rule, RuleKind, RuleProblem } from './rule.js';

export interface LoadedPacks {
  readonly packs: readonly Pack[];
  readonly problems: readonly RuleProblem[];
}

/** Of ids of packs and rules, which cannot be the same: only those of rules have a slash. */
type Places = Map<string, Spot | SourceFile>;

interface Folder {
  pack: SourceFile | undefined;
  readonly rules: SourceFile[];
}

/**
 * Reads rule files: `<pack>/pack.yaml` and beside it one rule a file. A file that is refused is left out, with its problems;
 * all others are used.
 *
 * @param sources named by path, with `/`
 */
export function loadPacks(sources: readonly SourceFile[]): LoadedPacks {
  const problems: RuleProblem[] = [];
  const places: Places = new Map();
  const packs = [...foldersOf(sources)].flatMap(([name, folder]) => {
    const pack = readPack(name, folder, places, problems);
    if (pack === null) return [];
    const rules = folder.rules.flatMap((file) => readRule(file, pack.id, places, problems) ?? []);
    return [{ ...pack, rules }];
  });
  return { packs, problems };
}

function foldersOf(sources: readonly SourceFile[]): Map<string, Folder> {
  const folders = new Map<string, Folder>();
  for (const source of [...sources].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const slash = source.name.lastIndexOf('/');
    const name = source.name.slice(0, Math.max(0, slash));
    const folder = folders.get(name) ?? { pack: undefined, rules: [] };
    folders.set(name, folder);
    if (/^pack\.ya?ml$/.test(source.name.slice(slash + 1))) folder.pack = source;
    else folder.rules.push(source);
  }
  return folders;
}

function readPack(folder: string, { pack, rules }: Folder, places: Places, problems: RuleProblem[]): Omit<Pack, 'rules'> | null {
  if (pack === undefined) {
    const file = rules[0]?.name ?? folder;
    problems.push({ message: 'there is no pack.yaml beside this rule; it holds id, title and reason', file, spot: null });
    return null;
  }
  const reader = new FormReader(pack);
  const { value, spot } = readFormFile(pack, reader);
  const read = value === null ? null : (reader.read(PACK_FORM, value, spot, '') as unknown as Omit<Pack, 'rules'>);
  if (read !== null && reader.problems.length === 0) takeId(read.id, idSpot(value), pack, places, reader);
  problems.push(...reader.problems);
  return reader.problems.length > 0 ? null : read;
}

function readRule(file: SourceFile, pack: string, places: Places, problems: RuleProblem[]): Rule | null {
  const reader = new FormReader(file);
  const { value, spot } = readFormFile(file, reader);
  const kind = value === null ? null : readKind(value, reader, spot);
  const rule = kind === null ? null : (reader.read(ruleForm(kind), value, spot, '') as unknown as Rule);
  // A form with gaps would only lead to more of the same.
  if (rule !== null && value !== null && reader.problems.length === 0) {
    const at = idSpot(value);
    if (!rule.id.startsWith(`${pack}/`)) reader.refuse(`the id \`${rule.id}\` must begin with that of its pack, \`${pack}/\``, at);
    takeId(rule.id, at, file, places, reader);
    checkKind(rule, spot, reader);
  }
  problems.push(...reader.problems);
  return reader.problems.length > 0 ? null : rule;
}

function readKind(value: GoMap, reader: FormReader, start: Spot | null): RuleKind | null {
  const kind = value.get('kind');
  if (RULE_KINDS.includes(kind as RuleKind)) return kind as RuleKind;
  const origin = value.entries.get('kind')?.origin;
  const meant = typeof kind === 'string' ? nearest(kind, RULE_KINDS) : null;
  const hint = meant === null ? '' : `; did you mean \`${meant}\`?`;
  reader.refuse(`kind must be one of ${RULE_KINDS.join(', ')}${hint}`, origin instanceof Spot ? origin : start);
  return null;
}

function idSpot(value: GoMap | null): Spot | null {
  const origin = value?.entries.get('id')?.origin;
  return origin instanceof Spot ? origin : null;
}

function takeId(id: string, spot: Spot | null, file: SourceFile, places: Places, reader: FormReader): void {
  const first = places.get(id);
  if (first === undefined) places.set(id, spot ?? file);
  else {
    const line = first instanceof Spot ? `${first.file.name}:${first.file.position(first.start).line}` : first.name;
    reader.refuse(`the id \`${id}\` is taken by ${line}`, spot);
  }
}

/** What depends on two keys at once. */
function checkKind(rule: Rule, spot: Spot | null, reader: FormReader): void {
  if (rule.kind === 'text' && rule.match.position === 'anywhere' && rule.match.value !== 'qualified') {
    reader.refuse('match.value must be `qualified` where match.position is `anywhere`: anything less is found in every text', spot);
  }
  if (rule.kind === 'text' && rule.match.pattern === undefined && rule.match.position === undefined) {
    reader.refuse('match.position is missing: `after` the anchor, or `anywhere`', spot);
  }
}
