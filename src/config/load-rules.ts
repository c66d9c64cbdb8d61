import { statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { NameGlobs, loadPacks, packChecksum, shippedPacks, type Pack } from '../rules/index.js';
import { diagnosticRecord, nearest, type DiagnosticRecord, type Report } from '../source/index.js';
import type { LayerName } from './layer.js';
import { readRuleFiles } from './rule-files.js';
import type { Settings } from './settings.js';

/** A pack and where it was found. */
export interface PlacedPack {
  readonly pack: Pack;
  readonly layer: LayerName | 'user folder' | 'built in';
  /** Folder that holds the packs; empty for built-in ones. */
  readonly folder: string;
}

export interface LoadedRules {
  /** In search order, before the built-in ones. */
  readonly packs: readonly PlacedPack[];
  readonly disable: readonly string[];
  readonly problems: readonly DiagnosticRecord[];
}

/** The rule packs that are configured. A broken one is a problem, and the others are used; a pin that does not hold is an error of code `config-invalid`. */
export function loadRules(settings: Settings, cwd: string): LoadedRules {
  const problems: DiagnosticRecord[] = [];
  const packs = folders(settings).flatMap((folder) => loadPlaced(folder, cwd, problems));
  const disable = (settings.all.get('rules.disable')?.value ?? []) as readonly string[];
  const pins = (settings.all.get('rules.pins')?.value ?? {}) as Readonly<Record<string, string>>;
  if (disable.length > 0 || Object.keys(pins).length > 0) {
    const known = [...packs.map(({ pack }) => pack), ...shippedPacks()];
    checkPins(pins, known, settings, problems);
    checkDisabled(disable, known, settings, problems);
  }
  return { packs, disable, problems };
}

export interface Folder {
  readonly folder: string;
  readonly layer: PlacedPack['layer'];
  /** Nobody named it. */
  readonly optional: boolean;
}

/** In search order: `--rules`, the project's configuration, the user's, the user's folder, the environment. */
function folders({ layers, userFolder }: Settings): Folder[] {
  const named = (layer: LayerName): Folder[] =>
    ((layers[layer].get('rules.paths')?.value ?? []) as readonly string[]).map((folder) => ({ folder, layer, optional: false }));
  const own: Folder = { folder: join(userFolder, 'rules'), layer: 'user folder', optional: true };
  return [...named('flag'), ...named('project'), ...named('user'), own, ...named('environment')];
}

/** The packs of one folder; its problems are added. */
export function loadPlaced({ folder, layer, optional }: Folder, cwd: string, problems: DiagnosticRecord[]): PlacedPack[] {
  const path = resolve(cwd, folder);
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) {
    if (!optional) problems.push(diagnosticRecord({ code: 'path-missing', severity: 'error', message: `the folder of rules ${folder} does not exist`, file: folder }));
    return [];
  }
  const report: Report = (diagnostic) => void problems.push(diagnosticRecord(diagnostic));
  const sources = readRuleFiles(path, folder, report);
  const loaded = loadPacks(sources);
  for (const { message, file, spot } of loaded.problems) {
    report({ code: 'rule-invalid', severity: 'error', message, ...(spot === null ? { file } : { spot }) });
  }
  if (sources.length === 0 && !optional) report({ code: 'rule-invalid', severity: 'warning', message: `the folder ${folder} holds no rules`, file: folder });
  return loaded.packs.map((pack) => ({ pack, layer, folder }));
}

/** All packs of an id must be what was pinned: each of them takes part. */
function checkPins(pins: Readonly<Record<string, string>>, packs: readonly Pack[], settings: Settings, problems: DiagnosticRecord[]): void {
  const place = placeOf(settings, 'rules.pins');
  for (const [id, pin] of Object.entries(pins)) {
    const pinned = packs.filter((pack) => pack.id === id);
    if (pinned.length === 0) {
      problems.push({ code: 'config-invalid', severity: 'error', message: `the pack \`${id}\` is pinned, but there is none${meant(id, packs.map((pack) => pack.id))}`, hint: null, ...place });
    }
    for (const pack of pinned) {
      const checksum = packChecksum(pack);
      if (checksum === pin.replace(/^sha256:/, '')) continue;
      problems.push({
        code: 'config-invalid',
        severity: 'error',
        message: `the rules of the pack \`${id}\` are not those that are pinned: their sha256 is ${checksum}`,
        hint: 'Look at what has changed, then pin this one.',
        ...place,
      });
    }
  }
}

function checkDisabled(off: readonly string[], packs: readonly Pack[], settings: Settings, problems: DiagnosticRecord[]): void {
  const ids = packs.flatMap((pack) => pack.rules.map((rule) => rule.id));
  for (const id of off) {
    const globs = new NameGlobs([id]);
    if (ids.some((known) => globs.matches(known))) continue;
    problems.push({ code: 'config-unused', severity: 'warning', message: `the rule \`${id}\` is switched off, but there is none${meant(id, ids)}`, hint: null, ...placeOf(settings, 'rules.disable') });
  }
}

function meant(id: string, known: readonly string[]): string {
  const guess = nearest(id, known) ?? known.find((one) => basename(one) === id) ?? null;
  return guess === null ? '' : `; did you mean \`${guess}\`?`;
}

function placeOf({ all }: Settings, path: 'rules.pins' | 'rules.disable'): Pick<DiagnosticRecord, 'file' | 'line' | 'column'> {
  const source = all.get(path)?.sources[0];
  return { file: source?.name ?? null, line: source?.line ?? null, column: source?.column ?? null };
}
