import { createRequire } from 'node:module';
import type { Alias, Node, YAMLMap, YAMLSeq } from 'yaml';

type Library = typeof import('yaml');
let library: Library | undefined;

/** Loaded on the first text that needs it: most runs never do. */
export const yamlLibrary = (): Library => (library ??= createRequire(import.meta.url)('yaml') as Library);

export const isAlias = (node: Node): node is Alias => yamlLibrary().isAlias(node);
export const isMap = (node: Node): node is YAMLMap => yamlLibrary().isMap(node);
export const isSeq = (node: Node): node is YAMLSeq => yamlLibrary().isSeq(node);
