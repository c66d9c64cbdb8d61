import { GoMap } from '../../value/index.js';

interface Step {
  readonly parent: GoMap;
  readonly key: string;
}

/** Where the maps of a tree stand in it. */
export class MapPaths {
  readonly #steps = new Map<GoMap, Step>();

  constructor(readonly root: GoMap) {
    this.#add(root);
  }

  #add(parent: GoMap): void {
    for (const [key, { value }] of parent.entries) {
      if (!(value instanceof GoMap) || this.#steps.has(value)) continue;
      this.#steps.set(value, { parent, key });
      this.#add(value);
    }
  }

  /** Keys from the root; null where the map is not in the tree. */
  find(map: GoMap): readonly string[] | null {
    const keys: string[] = [];
    let at = map;
    while (at !== this.root) {
      const step = this.#steps.get(at);
      if (step === undefined) return null;
      keys.push(step.key);
      at = step.parent;
    }
    return keys.reverse();
  }
}
