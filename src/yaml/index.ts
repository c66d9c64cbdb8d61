export type { FlavourName } from './flavour.js';
export { readYaml, type YamlProblem, type YamlResult } from './read.js';
export { toYaml, toYamlPretty, toYamlWithMap, type WrittenSpan } from './write.js';
export { toJson, type JsonStyle } from './json-write.js';
export { fromJson, type JsonResult } from './json-read.js';
export { fromJsonList, fromJsonMap, fromToml, fromYamlList, fromYamlMap } from './decode.js';
export { toToml } from './toml-write.js';
