import { TemplateCache } from '../evaluate/index.js';
import { DEFAULT_RELEASE } from '../release/index.js';
import type { RulePacks } from '../rules/index.js';
import type { Report } from '../source/index.js';
import { builtInRules, rulesWith } from './built-in-packs.js';
import { valuesOfTexts } from './inputs.js';
import type { ChartContext } from './scan-chart.js';
import { STATUSES } from './result.js';
import type { ScanSettings } from './settings.js';

const silent: Report = () => {};
/** Bounded by what holds the settings: a run. */
const KNOWN = new WeakMap<ScanSettings, ChartContext>();
let templates: TemplateCache | undefined;
let packs: RulePacks | undefined;

/**
 * What charts of these settings share in one thread. Made once; problems of the user's values go to the first who asks.
 * @param cwd where the paths of `--set-file` begin, if they were not read yet
 */
export function contextOf(settings: ScanSettings, report: Report = silent, cwd?: string): ChartContext {
  let context = KNOWN.get(settings);
  if (context === undefined) {
    context = {
      userValues: valuesOfTexts(settings.values, cwd, report),
      release: { ...DEFAULT_RELEASE, ...settings.release },
      templates: (templates ??= new TemplateCache()),
      packs: settings.rules === null ? (packs ??= builtInRules()) : rulesWith(settings.rules),
      extraImages: settings.extraImages,
      checkSchemas: true,
      statuses: settings.statuses ?? STATUSES,
      witnesses: settings.witnesses,
    };
    KNOWN.set(settings, context);
  }
  return context;
}
