import { satisfies } from '../semver/index.js';
import type { Expr, Node } from '../template/index.js';
import { isTrue } from '../value/index.js';
import { callTerm, unpiped, type CallTerm } from './call.js';
import { helperScope } from './helper.js';
import { valueOf, type Scope } from './leaf.js';
import { declaredAs, oneStepOn } from './variable.js';

/** Pipelines evaluated for one condition: helpers that ask helpers branch, and all of it is spent from the budget of the file. */
const MAX_STEPS = 2000;

/**
 * What a condition asks that values cannot answer: of the cluster, or of the release. Says what would have to be so, and the flag
 * that tells the charts; null where it asks nothing of that kind.
 */
export function environmentOf(outer: Scope, given: Expr, wanted: boolean): string | null {
  const scope = outer.since === undefined ? { ...outer, since: outer.evaluator.steps } : outer;
  const expr = unpiped(given);
  const call = callTerm(expr);
  if (call !== null) return ofCall(scope, call, wanted);
  switch (expr.kind) {
    case 'pipe':
      return ofMethod(scope, expr.commands[0]?.args ?? [], wanted);
    case 'chain':
      return environmentOf(scope, expr.base, wanted);
    case 'variable':
    case 'field':
      return ofNames(expr.names, wanted) ?? (expr.kind === 'variable' ? ofVariable(scope, expr.name, wanted) : null);
    default:
      return null;
  }
}

function ofCall(scope: Scope, { name, args }: CallTerm, wanted: boolean): string | null {
  switch (name) {
    case 'not':
    case 'empty':
      return environmentOf(scope, args[0]!, !wanted);
    case 'and':
    case 'or':
      // What is as it should be does not stand in the way.
      return first(args.filter((arg) => (name === 'and') !== wanted || isTrue(valueOf(scope, arg)) !== wanted), (arg) => environmentOf(scope, arg, wanted));
    case 'lookup':
      return `it depends on an object in the cluster: lookup ${args.map((arg) => objectPart(scope, arg)).join(' ')}`;
    case 'semverCompare':
      return args.some((arg) => asksKubeVersion(scope, arg)) ? kubeVersion(valueOf(scope, args[0]!), wanted) : first(args, (arg) => environmentOf(scope, arg, wanted));
    case 'include':
      return ofHelper(scope, { name, args });
    case 'eq':
    case 'ne':
      return first(args, (arg) => ofRelease(arg, args.map((other) => valueOf(scope, other)), (name === 'eq') === wanted) ?? environmentOf(scope, arg, wanted));
    default:
      return first(args, (arg) => environmentOf(scope, arg, wanted));
  }
}

const objectPart = (scope: Scope, arg: Expr): string => {
  const value = valueOf(scope, arg);
  return JSON.stringify(typeof value === 'string' ? value : '');
};

function first(exprs: readonly Expr[], read: (expr: Expr) => string | null): string | null {
  for (const expr of exprs) {
    const found = read(expr);
    if (found !== null) return found;
  }
  return null;
}

/** `.Capabilities.APIVersions.Has "x/v1"` */
function ofMethod(scope: Scope, [method, ...args]: readonly Expr[], wanted: boolean): string | null {
  if (method?.kind !== 'field' && method?.kind !== 'variable') return null;
  if (method.names.at(-2) !== 'APIVersions' || method.names.at(-1) !== 'Has' || args[0] === undefined) return environmentOf(scope, method, wanted);
  const api = valueOf(scope, args[0]);
  if (typeof api !== 'string') return 'it depends on the APIs of the cluster; --api-versions tells of more';
  return wanted ? `it depends on the API ${api} in the cluster; --api-versions ${api} tells that it is there` : `it depends on a cluster without the API ${api}, which no flag tells`;
}

function ofNames(names: readonly string[], wanted: boolean): string | null {
  const at = names.findIndex((name) => name === 'Capabilities' || name === 'Release');
  if (at < 0) return null;
  const [what, which] = names.slice(at);
  if (what === 'Release') return ofRelease({ kind: 'field', names, start: 0, end: 0 }, [], wanted);
  if (which === 'KubeVersion') return 'it depends on the Kubernetes version; --kube-version tells another';
  return which === 'HelmVersion' ? 'it depends on the version of helm' : 'it depends on the APIs of the cluster; --api-versions tells of more';
}

/** `.Release.IsUpgrade`, `eq .Release.Namespace "x"` */
function ofRelease(expr: Expr, compared: readonly unknown[], wanted: boolean): string | null {
  if ((expr.kind !== 'field' && expr.kind !== 'variable') || expr.names.at(-2) !== 'Release') return null;
  const name = expr.names.at(-1);
  const other = compared.filter((value) => typeof value === 'string').at(-1);
  switch (name) {
    case 'IsUpgrade':
    case 'IsInstall':
      return (name === 'IsUpgrade') === wanted ? 'it is there in an upgrade only; --is-upgrade tells that this is one' : 'it is there in a first installation only, without --is-upgrade';
    case 'Namespace':
      return `it depends on the namespace; --namespace ${wanted && other !== undefined ? other : 'tells another'}`;
    case 'Name':
      return `it depends on the name of the release; --release-name ${wanted && other !== undefined ? other : 'tells another'}`;
    case 'Revision':
      return 'it depends on the revision of the release, which is 1 wherever charts are only rendered';
    default:
      return null;
  }
}

function ofVariable(scope: Scope, name: string, wanted: boolean): string | null {
  const inner = oneStepOn(scope);
  const declared = inner === null ? null : declaredAs(scope, name);
  return inner === null || declared === null ? null : environmentOf(inner, declared, wanted);
}

/** The first thing that a helper asks, whatever it answers. */
function ofHelper(scope: Scope, call: CallTerm): string | null {
  const inner = helperScope(scope, call);
  return inner === null ? null : ofNodes(inner, inner.frame.nodes);
}

function ofNodes(scope: Scope, nodes: readonly Node[]): string | null {
  for (const node of nodes) {
    if (node.kind === 'text' || !('pipe' in node) || node.pipe === null) continue;
    if (scope.evaluator.steps - scope.since! > MAX_STEPS) return null;
    const found = environmentOf(scope, node.pipe, !isTrue(valueOf(scope, { ...node.pipe, declarations: [] })));
    const within = found ?? ('body' in node ? (ofNodes(scope, node.body) ?? ofNodes(scope, node.otherwise ?? [])) : null);
    if (within !== null) return within;
  }
  return null;
}

function asksKubeVersion(scope: Scope, expr: Expr): boolean {
  return environmentOf(scope, expr, true)?.includes('--kube-version') ?? false;
}

/** With a version that does it, where one of those next to the numbers of the range does. */
function kubeVersion(range: unknown, wanted: boolean): string {
  const text = typeof range === 'string' ? range : '';
  const candidates = [...text.matchAll(/(\d+)\.(\d+)/g)].flatMap(([, major, minor]) => [0, 1, -1].map((step) => `${major}.${Math.max(0, Number(minor) + step)}.0`));
  const fitting = candidates.find((candidate) => satisfies(text, candidate) === wanted);
  return `it needs a Kubernetes version that is ${wanted ? '' : 'not '}${text}; --kube-version ${fitting === undefined ? 'tells another' : `${fitting} tells one`}`;
}
