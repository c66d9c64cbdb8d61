import type { Trace } from '../trace/index.js';
import type { GoMap, GoValue } from '../value/index.js';
import { dottedPath, pathOf, type SchemaChoices } from '../values/index.js';
import { wordFix } from './choices.js';
import { changes, isSolved } from './fix.js';
import type { Guard } from './guard.js';
import { childOf } from './overlay.js';
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
    if (at === null || changes(around, path)) return [];
    return schema.at(path).filter((word) => word !== path.reduce<GoValue>(childOf, present)).map((word): Setting => {
      const fix = wordFix({ path, cells: [] }, word);
      const guard: Guard = { kind: 'setting', expression: `eq .Values.${dottedPath(path)} ${JSON.stringify(word)}`, spot: at, solution: [fix] };
      return { fixes: [...around, fix], ancestors: null, guards: [...guards, guard] };
    });
  });
}
