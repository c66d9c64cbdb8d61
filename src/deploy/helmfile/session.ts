import { Spot, type Diagnostic, type DiagnosticCode, type Report } from '../../source/index.js';
import { Hole, markerOf, type GoMap } from '../../value/index.js';
import { Files } from './files.js';
import { MapPaths } from './map-paths.js';
import type { HelmfileDialect, HelmfileOptions } from './options.js';
import { originalSpot } from './original-spot.js';

/** What one reading of helmfiles shares: the disk, the variables, what cannot be known, and what was found out. */
export class Session {
  /** By the number in their marker, whatever template or file made them; those of the evaluator, once there is one. */
  holes: Hole[] = [];
  readonly notes = new Set<string>();
  readonly files: Files;
  /** That helmfiles define. */
  readonly environments = new Set<string>();
  /** What templates were given as `.Values`, by what it was made for. */
  readonly stateValues = new Map<object, GoMap>();
  /** Encrypted files, by path, with holes for their values. */
  readonly secrets = new Map<string, GoMap>();
  readonly #paths = new Map<object, MapPaths>();
  readonly #report: Report;
  readonly #reported = new Set<string>();
  readonly #allowed: ReadonlySet<string>;
  #silent = 0;
  /** Whether something was refused. */
  hasErrors = false;
  /** Errors in the present stretch of work; null outside of one. */
  #errors: number | null = null;

  constructor(
    readonly options: HelmfileOptions,
    readonly dialect: HelmfileDialect,
    report: Report,
  ) {
    this.files = new Files(options.cwd);
    this.#report = report;
    this.#allowed = new Set(options.envAllow);
  }

  get environment(): string {
    return this.options.environment ?? 'default';
  }

  /** Reports once what several renderings of one text find; positions lead into files. */
  readonly report: Report = (diagnostic) => {
    if (this.#silent > 0) return;
    const spot = diagnostic.spot === undefined ? undefined : originalSpot(diagnostic.spot);
    const key = `${diagnostic.code}|${diagnostic.message}|${spot?.file.name ?? diagnostic.file}|${spot?.start}`;
    if (this.#reported.has(key) || this.#follows(diagnostic)) return;
    this.#reported.add(key);
    if (diagnostic.severity === 'error') this.hasErrors = true;
    this.#report(spot === undefined ? diagnostic : { ...diagnostic, spot });
  };

  /** An error after the first one: Go would have stopped there. A variable that is missing is always told. */
  #follows({ severity, code }: Diagnostic): boolean {
    if (this.#errors === null || severity !== 'error' || code === 'helmfile-environment') return false;
    return this.#errors++ > 0;
  }

  /** Runs what Go would abort as a whole: only the first error in it is reported. */
  asOne<R>(run: () => R): R {
    if (this.#errors !== null) return run();
    this.#errors = 0;
    try {
      return run();
    } finally {
      this.#errors = null;
    }
  }

  /** @param at a place, or the name of a file */
  problem(code: DiagnosticCode, message: string, at: Spot | string, more: Partial<Diagnostic> = {}): void {
    this.report({ code, severity: 'error', message, ...(at instanceof Spot ? { spot: at } : { file: at }), ...more });
  }

  /** Runs without diagnostics: what is found here is found again. */
  silently<R>(run: () => R): R {
    this.#silent++;
    try {
      return run();
    } finally {
      this.#silent--;
    }
  }

  /** Something that cannot be known, with a marker of its own. */
  hole(message: string): Hole {
    const hole = new Hole('environment', message);
    this.holes.push(hole);
    hole.marker = markerOf(this.holes.length);
    return hole;
  }

  /** Where a map that a template read stands within the state values; null where it is none of theirs. */
  pathOf(map: GoMap): readonly string[] | null {
    for (const [key, root] of [...this.stateValues].toReversed()) {
      let paths = this.#paths.get(key);
      if (paths === undefined) this.#paths.set(key, (paths = new MapPaths(root)));
      const path = paths.find(map);
      if (path !== null) return path;
    }
    return null;
  }

  /** A variable; null where it is unset or may not be read. */
  variable(name: string): string | null {
    if (this.#allowed.has(name)) return this.options.env[name] ?? null;
    this.notes.add(`The environment variable ${name} counts as unset: it was not allowed to be read.`);
    return null;
  }

  isAllowed(name: string): boolean {
    return this.#allowed.has(name);
  }
}
