import type { Chart, Dependency } from '../chart/index.js';
import type { Spot } from '../source/index.js';
import type { GoMap, GoValue, Place } from '../value/index.js';

/** What the merging of values needs to know of a chart. */
export interface ValuesOwner {
  readonly name: string;
  /** The defaults of the chart itself. */
  readonly values: GoMap;
  readonly children: readonly ValuesOwner[];
}

/** A chart that takes part in the release: dependencies switched on or off, aliases applied, values imported. */
export interface ChartNode extends ValuesOwner {
  readonly chart: Chart;
  /** The alias where there is one. */
  readonly name: string;
  /**
   * helm's full path, `app/charts/db`: prefix of the template names. Below an aliased chart two nodes can have the same one; the
   * templates of the later then replace those of the earlier, as in helm 3.
   */
  readonly path: string;
  readonly parent: ChartNode | null;
  /** Of its `.Values`, below those of the root chart. */
  readonly place: Place;
  /** Defaults after import-values, those of the children among them. Never changed. */
  readonly values: GoMap;
  readonly children: readonly ChartNode[];
  /** What `.Chart.Dependencies` shows: enabled ones only, named by their alias. */
  readonly dependencies: readonly Dependency[];
  /** One for each declared dependency that has a condition or tags. */
  readonly decisions: readonly DependencyDecision[];
}

/** Why a dependency is part of the release, or is not. */
export interface DependencyDecision {
  /** Name or alias: its key in the parent's values. */
  readonly child: string;
  /** Full path of the child chart. */
  readonly childPath: string;
  /** As written; '' if it has tags only. */
  readonly condition: string;
  readonly tags: readonly string[];
  /** Of the condition, or else of the tags, in Chart.yaml. */
  readonly spot: Spot | null;
  /** `default`: neither a condition nor a tag has a boolean value, which enables. */
  readonly by: 'condition' | 'tags' | 'default';
  /**
   * The values path that decided, or where none did the first that could, from the root chart's `.Values`. Setting it to true
   * enables the child.
   */
  readonly switch: readonly string[];
  /** What stands there; undefined: nothing. */
  readonly present: GoValue;
  /** What the values say, whatever was forced. */
  readonly enabled: boolean;
}
