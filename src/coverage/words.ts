import { Spot } from '../source/index.js';
import type { Trace } from '../trace/index.js';
import { GoList, GoMap, type GoValue } from '../value/index.js';
import { pathOf, type SchemaChoices } from '../values/index.js';
import { wordFix } from './choices.js';
import { isSolved } from './fix.js';
import type { Guard } from './guard.js';
import type { Setting } from './records.js';

/**
 * Settings for the values that an image is made of, where a schema names other words for them: `image: app:{{ .Values.flavor }}`.
 *
 * @param guards what has to come out otherwise for the image to be there
 */
export function wordSettings({ leaves, steps }: Trace, guards: readonly Guard[], schema: SchemaChoices, present: GoMap): Setting[] {
  const around = guards.flatMap(({ solution }) => (isSolved(solution) ? solution : [])).filter(({ path }) => path !== null);
  if (guards.some(({ solution }) => !isSolved(solution))) return [];
  const [writer] = steps;
  return leaves.flatMap(({ place, key, spot }) => {
    if (place === null || key === null) return [];
    const path = [...pathOf(place), key];
    const at = writer ?? spot;
    if (at === null || around.some((fix) => JSON.stringify(fix.path) === JSON.stringify(path))) return [];
    return schema.at(path).filter((word) => word !== valueAt(present, path)).map((word): Setting => {
      const fix = wordFix({ path, cells: [] }, word);
      const guard: Guard = { kind: 'setting', expression: `eq .Values.${path.join('.')} ${JSON.stringify(word)}`, spot: new Spot(at.file, at.start, at.end), solution: [fix] };
      return { fixes: [...around, fix], ancestors: null, guards: [...guards, guard] };
    });
  });
}

function valueAt(values: GoMap, path: readonly (string | number)[]): GoValue {
  return path.reduce<GoValue>((at, key) => (at instanceof GoMap ? at.get(String(key)) : at instanceof GoList ? at.entries[Number(key)]?.value : null), values);
}
