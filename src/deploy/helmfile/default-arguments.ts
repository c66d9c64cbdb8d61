import { Spot } from '../../source/index.js';
import type { Entry, GoMap } from '../../value/index.js';
import { text } from './release-fields.js';
import type { Session } from './session.js';
import { listOf, mapOf } from './state.js';

/** What `helmDefaults` tells helm about the values and versions of every release. */
export interface DefaultArguments {
  readonly set: readonly string[];
  readonly setString: readonly string[];
  /** The last one stands; null: none. */
  readonly kubeVersion: string | null;
  readonly apiVersions: readonly string[];
}

/** These change what is deployed in ways that are not followed. */
const NOT_FOLLOWED = new Set(['--values', '-f', '--set-file', '--set-json', '--set-literal', '--post-renderer']);

/** `helmDefaults.templateArgs` and `args`, which stand behind the arguments of a release. */
export function defaultArguments(session: Session, state: GoMap): DefaultArguments {
  const defaults = mapOf(state, 'helmDefaults');
  const given = new Map<string, string[]>();
  for (const key of ['templateArgs', 'args']) {
    for (const [flag, value] of flagsOf(listOf(defaults, key))) {
      given.set(flag, [...(given.get(flag) ?? []), value]);
      if (NOT_FOLLOWED.has(flag)) notFollowed(session, defaults.entries.get(key)!, `${key} with ${flag}`);
    }
  }
  const renderer = defaults.entries.get('postRenderer');
  if (renderer !== undefined && text(renderer.value) !== '') notFollowed(session, renderer, 'postRenderer');
  return {
    set: given.get('--set') ?? [],
    setString: given.get('--set-string') ?? [],
    kubeVersion: given.get('--kube-version')?.at(-1) ?? null,
    apiVersions: [...(given.get('--api-versions') ?? []), ...(given.get('-a') ?? [])],
  };
}

/** Flags with their values, given as one word or as two. */
function* flagsOf(entries: readonly Entry[]): Generator<[flag: string, value: string]> {
  const words = entries.flatMap(({ value }) => text(value).split(/\s+/)).filter((word) => word !== '');
  for (const [at, word] of words.entries()) {
    const joined = /^(--[a-z-]+)=(.*)$/s.exec(word);
    if (joined !== null) yield [joined[1]!, joined[2]!];
    else if (word.startsWith('-')) yield [word, words[at + 1] ?? ''];
  }
}

function notFollowed(session: Session, { origin }: Entry, what: string): void {
  if (origin instanceof Spot) session.problem('not-evaluated', `helmDefaults: ${what} may change images and is not applied.`, origin, { severity: 'warning' });
}
