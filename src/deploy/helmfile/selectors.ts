/** One `-l`: every label that has to be there, and every one that must not. */
interface Selector {
  readonly wanted: readonly (readonly [key: string, value: string])[];
  readonly unwanted: readonly (readonly [key: string, value: string])[];
}

const LABEL = /^([a-zA-Z0-9_./+-]+)(!?=)([a-zA-Z0-9_./+-]+)$/;

/** `a=b,c!=d`; null where it is malformed. */
export function parseSelector(text: string): Selector | null {
  const parts = text.split(',').map((part) => LABEL.exec(part));
  if (parts.includes(null)) return null;
  const pairs = (operator: string): [string, string][] => parts.filter((part) => part![2] === operator).map((part) => [part![1]!, part![3]!]);
  return { wanted: pairs('='), unwanted: pairs('!=') };
}

/** Whether one of the selectors takes the labels; none takes all. */
export function isSelected(selectors: readonly string[], labels: ReadonlyMap<string, string>): boolean {
  const parsed = selectors.map(parseSelector).filter((selector) => selector !== null);
  if (parsed.length === 0) return selectors.length === 0;
  return parsed.some(({ wanted, unwanted }) => wanted.every(([key, value]) => labels.get(key) === value) && unwanted.every(([key, value]) => labels.get(key) !== value));
}

/** Whether a release could satisfy one selector of each list: helmfile skips a sub-helmfile of which that cannot be. */
export function areCompatible(a: readonly string[], b: readonly string[]): boolean {
  if (a.length === 0 || b.length === 0) return true;
  return a.some((one) => b.some((other) => agree(parseSelector(one), parseSelector(other))));
}

function agree(a: Selector | null, b: Selector | null): boolean {
  if (a === null || b === null) return true;
  return a.wanted.every(([key, value]) => b.wanted.every(([otherKey, otherValue]) => key !== otherKey || value === otherValue));
}
