import { builtinFunctions } from './builtins.js';
import { certificateFunctions } from './certificate.js';
import { codecFunctions } from './codecs.js';
import { conversionFunctions } from './conversions.js';
import { cryptoFunctions } from './crypto.js';
import { dateFunctions } from './dates.js';
import { defaultFunctions } from './defaults.js';
import { dictFunctions } from './dicts.js';
import { encodingFunctions } from './encoding.js';
import { escapeFunctions } from './escape.js';
import { formatFunctions } from './format.js';
import { joinFunctions } from './join.js';
import { layoutFunctions } from './layout.js';
import { listFunctions } from './lists.js';
import { mathFunctions } from './math.js';
import { mergeFunctions } from './merge.js';
import { pathFunctions } from './paths.js';
import { randomFunctions } from './random.js';
import { reflectionFunctions } from './reflection.js';
import { regexFunctions } from './regex.js';
import { semverFunctions } from './semver.js';
import { sequenceFunctions } from './sequences.js';
import type { FunctionSpec, FunctionTable } from './spec.js';
import { stringFunctions } from './strings.js';
import { textCaseFunctions } from './text-case.js';
import { urlFunctions } from './urls.js';

const TABLE: FunctionTable = {
  ...builtinFunctions,
  ...certificateFunctions,
  ...codecFunctions,
  ...conversionFunctions,
  ...cryptoFunctions,
  ...dateFunctions,
  ...defaultFunctions,
  ...dictFunctions,
  ...encodingFunctions,
  ...escapeFunctions,
  ...formatFunctions,
  ...joinFunctions,
  ...layoutFunctions,
  ...listFunctions,
  ...mathFunctions,
  ...mergeFunctions,
  ...pathFunctions,
  ...randomFunctions,
  ...reflectionFunctions,
  ...regexFunctions,
  ...semverFunctions,
  ...sequenceFunctions,
  ...stringFunctions,
  ...textCaseFunctions,
  ...urlFunctions,
};

/** Every function of helm 3 that needs nothing but its arguments, by name. A Map, because a template may ask for `constructor`. */
export const FUNCTIONS: ReadonlyMap<string, FunctionSpec> = new Map(Object.entries(TABLE));

/** What these make of a text or number with a hole in it is a hole: there is no hash and no sum of what is not known. */
export const DESTROYING: ReadonlySet<string> = new Set(
  [conversionFunctions, cryptoFunctions, encodingFunctions, mathFunctions].flatMap((table) => Object.keys(table)),
);
