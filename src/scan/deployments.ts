import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { helmfileOf, readGitops, readHelmfiles, type DeployUnit, type HelmfileOptions, type ManifestSource } from '../deploy/index.js';
import type { Rewrite } from '../kustomize/index.js';
import type { Report } from '../source/index.js';
import { isCheckout } from './checkout.js';
import type { DeployOptions, Helmfile, ScanOptions } from './result.js';
import { shownPath } from './shown-path.js';

/** What a scan has to look at. */
export interface Deployments {
  /** Charts as somebody deploys them. */
  readonly units: readonly DeployUnit[];
  /** Manifests that no chart makes. */
  readonly manifests: readonly ManifestSource[];
  /** Of kustomizations; those of what is not here are told by themselves. */
  readonly patches: readonly Rewrite[];
  /** Where further charts may lie. */
  readonly paths: readonly string[];
  /** What was read, if it is one. */
  readonly helmfile: Helmfile | null;
}

/**
 * Without PATH: the releases of the helmfile that is found upward, with the charts that lie beside it; else what lies below
 * the working folder. With PATHs: what lies there, Argo CD and Flux objects among it.
 */
export function findDeployments(options: ScanOptions, report: Report): Deployments {
  const cwd = resolve(options.cwd ?? '.');
  const helmfile = helmfileOptions(options.deploy ?? {}, cwd);
  const path = options.deploy?.file != null || options.paths.length === 0 ? helmfileOf(helmfile) : null;
  if (path !== null || options.deploy?.file != null) {
    const { units, notes } = readHelmfiles(helmfile, report);
    const beside = path === null ? null : join(dirname(path), 'charts');
    const paths = beside !== null && options.deploy?.onlyReleases !== true && existsSync(beside) ? [...options.paths, shownPath(beside, cwd)] : options.paths;
    return { units, manifests: [], patches: [], paths, helmfile: path === null ? null : { path: shownPath(path, cwd), environment: helmfile.environment ?? 'default', notes } };
  }
  const paths = options.paths.length === 0 ? ['.'] : options.paths;
  const folders = paths.filter((one) => isCheckout(resolve(cwd, one)));
  if (folders.length === 0) return { units: [], manifests: [], patches: [], paths, helmfile: null };
  return { ...readGitops({ roots: folders, chartDir: options.deploy?.chartDir ?? [] }, report), paths, helmfile: null };
}

function helmfileOptions(deploy: DeployOptions, cwd: string): HelmfileOptions {
  return {
    file: deploy.file ?? null,
    cwd,
    environment: deploy.environment ?? null,
    selectors: deploy.selectors ?? [],
    stateValuesFiles: deploy.stateValuesFiles ?? [],
    stateValuesSet: deploy.stateValuesSet ?? [],
    envAllow: deploy.envAllow ?? [],
    env: process.env,
    dialect: deploy.dialect ?? 'auto',
    chartDir: deploy.chartDir ?? [],
  };
}
