export { configSchema } from './json-schema.js';
export { SETTING_PATHS, settingKey, type SettingPath } from './keys.js';
export type { LayerName, Source } from './layer.js';
export { loadRules, type LoadedRules, type PlacedPack } from './load-rules.js';
export { flagOf, readSettings, withSettings, type Setting, type Settings, type SettingsRequest } from './settings.js';
