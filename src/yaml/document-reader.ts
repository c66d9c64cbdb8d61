import type { Node, YAMLError } from 'yaml';
import { Spot, type SourceFile } from '../source/index.js';
import { TOO_DEEP, untilTooDeep } from './depth.js';
import { FLAVOURS, type Flavour } from './flavour.js';
import { isMap, isSeq, yamlLibrary } from './library.js';
import { DecodeError, NodeDecoder } from './node-decoder.js';
import { goYamlText, problemMessage } from './problem.js';
import type { YamlResult } from './read.js';

/** Reads the first document of any YAML text; see `readYaml`. */
export function readDocument(file: SourceFile, start: number, end: number, flavour: Flavour = FLAVOURS.json): YamlResult {
  const from = file.text.charCodeAt(start) === 0xfeff ? start + 1 : start;
  const text = file.text.slice(from, end);
  const control = CONTROL.exec(text);
  if (control !== null) return refused(file, from + control.index, 'control characters are not allowed');
  const { Composer, Parser } = yamlLibrary();
  const composer = new Composer({ version: '1.1', schema: 'failsafe', uniqueKeys: false, merge: false, logLevel: 'silent' });
  // A lone carriage return is a line break in YAML 1.1.
  let deep = -1;
  const tokens = untilTooDeep(new Parser().parse(text.replace(/\r(?!\n)/g, '\n')), (at) => (deep = at));
  for (const document of composer.compose(tokens, true, text.length)) {
    if (deep >= 0) return refused(file, from + deep, TOO_DEEP);
    const behind = document.errors.find((error) => isBehindRoot(error, document.contents as Node | null, text))?.pos[0] ?? Infinity;
    const first = document.errors.find((error) => error.pos[0] < behind && !isHarmless(error));
    const problem = first === undefined ? null : problemOf(first, file, from);
    const version = document.directives?.yaml;
    if (version?.explicit === true && version.version !== '1.1') return refused(file, from, 'found incompatible YAML document');
    const decoder = new NodeDecoder(file, from, end, flavour);
    try {
      const value = decoder.document(document.contents as Node | null);
      return { value, problem };
    } catch (error) {
      if (!(error instanceof DecodeError)) throw error;
      return { value: null, problem: problem ?? { message: error.message, spot: error.spot, goText: goTextOf(error.message) } };
    }
  }
  return { value: null, problem: null };
}

const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]/;

/** go-yaml v2 takes a comment directly behind a quoted scalar, a flow collection or a block header. */
const isHarmless = (error: YAMLError): boolean => error.message.startsWith('Comments must be separated');

/** go-yaml v2: a line left of an indented root collection ends the document; what follows is never looked at. */
function isBehindRoot(error: YAMLError, root: Node | null, text: string): boolean {
  if (!error.message.includes('at node end') || root === null || !(isMap(root) || isSeq(root)) || root.flow === true) return false;
  const column = (at: number): number => at - text.lastIndexOf('\n', at - 1);
  return column(error.pos[0]) < column(root.range![0]);
}

function problemOf(error: YAMLError, file: SourceFile, from: number): YamlResult['problem'] {
  const spot = new Spot(file, from + error.pos[0], from + Math.max(error.pos[0], error.pos[1]));
  const message = problemMessage(error.code, error.message);
  return { message, spot, goText: goYamlText(message, file.position(spot.start).line - file.position(from).line) };
}

function refused(file: SourceFile, at: number, message: string): YamlResult {
  return { value: null, problem: { message, spot: new Spot(file, at, at), goText: goTextOf(message) } };
}

/** What the JSON side refuses is not said in go-yaml's name. */
const goTextOf = (message: string): string => (/^(?:json: |unsupported map key)/.test(message) ? message : `yaml: ${message}`);
