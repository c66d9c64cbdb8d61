export { configSchema } from './json-schema.js';
export { SETTING_PATHS, type SettingPath } from './keys.js';
export type { LayerName, Source } from './layer.js';
export { listRules, ruleText, testRules, type RuleListing, type RuleTest } from './list-rules.js';
export { loadRules, type LoadedRules, type PlacedPack } from './load-rules.js';
export { flagOf, readSettings, withSettings, type Setting, type Settings, type SettingsRequest } from './settings.js';
export { settingTable } from './table.js';
