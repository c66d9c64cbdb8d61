import { NameGlobs, packChecksum, runExamples, shippedPacks, shippedSources, type ExampleResult, type Pack, type Rule } from '../rules/index.js';
import type { DiagnosticRecord } from '../source/index.js';
import { fromPlain } from '../value/index.js';
import { toYaml } from '../yaml/index.js';
import { loadPlaced, loadRules, type PlacedPack } from './load-rules.js';
import type { Settings } from './settings.js';

export interface RuleListing {
  readonly rule: Rule;
  readonly layer: PlacedPack['layer'];
  readonly folder: string;
  /** `replaced`: a rule of the same id is found earlier. */
  readonly state: 'on' | 'off' | 'replaced';
  /** sha256 of its pack, to pin it by. */
  readonly checksum: string;
}

/** Every rule in search order. */
export function listRules(settings: Settings, cwd: string): { readonly rules: readonly RuleListing[]; readonly problems: readonly DiagnosticRecord[] } {
  const { packs, disable, problems } = loadRules(settings, cwd);
  const off = new NameGlobs(disable);
  const seen = new Set<string>();
  const state = (id: string): RuleListing['state'] => (off.matches(id) ? 'off' : seen.has(id) ? 'replaced' : 'on');
  const rules = [...packs, ...builtIn(shippedPacks())].flatMap(({ pack, layer, folder }) => {
    const checksum = packChecksum(pack);
    return pack.rules.map((rule) => {
      const listing = { rule, layer, folder, state: state(rule.id), checksum };
      seen.add(rule.id);
      return listing;
    });
  });
  return { rules, problems: [...settings.problems, ...problems] };
}

const builtIn = (packs: readonly Pack[]): PlacedPack[] => packs.map((pack) => ({ pack, layer: 'built in', folder: '' }));

/** A rule as YAML, without its examples. */
export const ruleText = ({ examples: _, ...rule }: Rule): string => `${toYaml(fromPlain(rule))}\n`;

export interface RuleTest {
  readonly rules: number;
  readonly examples: number;
  readonly failures: readonly ({ readonly rule: string } & ExampleResult)[];
  readonly problems: readonly DiagnosticRecord[];
}

/** Runs the examples of the rules in some folders; without folders, of all that are configured and of the built-in ones. */
export function testRules(settings: Settings, folders: readonly string[], cwd: string): RuleTest {
  const problems: DiagnosticRecord[] = [];
  const named = folders.flatMap((folder) => loadPlaced({ folder, layer: 'flag', optional: false }, cwd, problems));
  const configured = folders.length > 0 ? null : loadRules(settings, cwd);
  const packs = configured === null ? named : [...configured.packs, ...builtIn(shippedSources())];
  const rules = packs.flatMap(({ pack }) => pack.rules);
  const results = rules.flatMap((rule) => runExamples(rule).map((result) => ({ rule: rule.id, ...result })));
  return { rules: rules.length, examples: results.length, failures: results.filter(({ ok }) => !ok), problems: [...problems, ...(configured?.problems ?? [])] };
}
