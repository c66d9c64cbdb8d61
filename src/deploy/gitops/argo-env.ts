/** What Argo CD substitutes in value files and parameters of one source. */
export class ArgoEnv {
  /** Variables that were met and are known only to the controller. */
  readonly unknown = new Set<string>();

  constructor(readonly values: Readonly<Record<string, string | null>>) {}

  /** Go's os.Expand: `$name`, `${name}`, `$$` for a dollar; what is not defined is empty. */
  expand(text: string): string {
    return text.replace(/\$(?:\{([^}]*)\}|([A-Za-z_]\w*)|([*#$@!?\d-]))|\$\{/g, (whole, braced?: string, name?: string, special?: string) => {
      if (special === '$') return '$';
      const key = braced ?? name;
      if (key === undefined) return '';
      const value = Object.hasOwn(this.values, key) ? this.values[key] : '';
      if (typeof value === 'string') return value;
      this.unknown.add(key);
      return whole;
    });
  }
}

export function argoEnv(app: { readonly name: string; readonly namespace: string; readonly project: string }, source: { readonly repo: string; readonly path: string; readonly revision: string }): ArgoEnv {
  // Resolved to a commit, or to the version of a chart: known only where that itself is written.
  const commit = /^(?:[0-9a-f]{40}|\d+\.\d+\.\d+)$/.test(source.revision) ? source.revision : null;
  return new ArgoEnv({
    ARGOCD_APP_NAME: app.name,
    ARGOCD_APP_NAMESPACE: app.namespace,
    ARGOCD_APP_PROJECT_NAME: app.project,
    ARGOCD_APP_REVISION: commit,
    ARGOCD_APP_REVISION_SHORT: commit?.slice(0, 7) ?? null,
    ARGOCD_APP_REVISION_SHORT_8: commit?.slice(0, 8) ?? null,
    ARGOCD_APP_SOURCE_REPO_URL: source.repo,
    ARGOCD_APP_SOURCE_PATH: source.path,
    ARGOCD_APP_SOURCE_TARGET_REVISION: source.revision,
  });
}
