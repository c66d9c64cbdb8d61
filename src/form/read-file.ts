import { Spot, type SourceFile } from '../source/index.js';
import { GoMap, type GoValue } from '../value/index.js';
import { readYaml } from '../yaml/index.js';
import type { FormReader } from './read-form.js';

const MAX_FILE = 1 << 20;

/** The map that a file holds; null, and a problem with the reader, where it holds none. The spot is the start of the file. */
export function readFormFile(file: SourceFile, reader: FormReader): { value: GoMap | null; spot: Spot } {
  const spot = new Spot(file, 0, Math.min(file.text.length, 1));
  if (file.text.length > MAX_FILE) {
    reader.refuse(`the file is longer than ${MAX_FILE} characters`, spot);
    return { value: null, spot };
  }
  const { value, problem }: { value: GoValue; problem: { message: string; spot: Spot } | null } = readYaml(file);
  if (problem !== null) reader.refuse(`not valid YAML: ${problem.message}`, problem.spot);
  else if (!(value instanceof GoMap)) reader.refuse('the file must be a map', spot);
  return { value: problem === null && value instanceof GoMap ? value : null, spot };
}
