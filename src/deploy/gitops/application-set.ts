import type { Report } from '../../source/index.js';
import { DerivedSource, GoMap } from '../../value/index.js';
import { readYaml } from '../../yaml/index.js';
import type { DeployUnit } from '../unit.js';
import type { ArgoApplication } from './argo-application.js';
import type { KubeObject } from './documents.js';
import { entryAt, isTrueAt, listAt, mapAt, spotAt, spotOf, textsAt } from './fields.js';
import { Generators, Unknowable, type ParamSet } from './generators.js';
import { MAX_APPLICATIONS } from './limits.js';
import { mergeMaps, mergePatch } from './merge.js';
import { GoSetTemplate, PlainSetTemplate, renderValue, SetTemplateError, type SetTemplate } from './set-template.js';
import type { Tree } from './tree.js';

/** The Applications of an ApplicationSet, and a unit that stands for those which only a cluster or service knows. */
export function readApplicationSet(set: KubeObject, tree: Tree, report: Report): { applications: ArgoApplication[]; unknown: DeployUnit[] } {
  const template = isTrueAt(set.value, 'spec', 'goTemplate') ? new GoSetTemplate(textsAt(set.value, 'spec', 'goTemplateOptions')) : new PlainSetTemplate();
  const generators = new Generators(tree, set.from.checkout, template);
  const applications: ArgoApplication[] = [];
  const unknown: DeployUnit[] = [];
  const told = new Set<string>();
  const refuse = (error: unknown): void => {
    if (!(error instanceof SetTemplateError)) throw error;
    if (told.has(error.message)) return;
    told.add(error.message);
    report({ code: 'deploy-invalid', severity: 'error', message: `The ApplicationSet ${set.name} makes no Application here: ${error.message}`, spot: spotOf(error.spot) ?? set.spot });
  };
  for (const { value } of listAt(set.value, 'spec', 'generators')) {
    if (!(value instanceof GoMap)) continue;
    try {
      for (const params of generators.paramSets(value)) {
        if (applications.length >= MAX_APPLICATIONS) throw new SetTemplateError(`it makes more than ${MAX_APPLICATIONS} of them`);
        try {
          applications.push(application(set, params, template));
        } catch (error) {
          refuse(error);
        }
      }
    } catch (error) {
      if (error instanceof Unknowable) unknown.push(unknownUnit(set, error.message));
      else refuse(error);
    }
  }
  if (unknown.length > 0) report({ code: 'deploy-unknowable', severity: 'warning', message: `The ApplicationSet ${set.name}: ${unknown[0]!.notScanned}.`, spot: set.spot });
  return { applications, unknown };
}

/** @throws SetTemplateError */
function application(set: KubeObject, { params, template: own }: ParamSet, template: SetTemplate): ArgoApplication {
  const shared = mapAt(set.value, 'spec', 'template') ?? new GoMap();
  const merged = own === null ? shared : mergeMaps(shared, own);
  // Argo CD leaves the template as it is where a generator gives no parameter at all.
  const rendered = params.size === 0 ? merged : (renderValue(template, merged, params) as GoMap);
  const value = patched(set, rendered, params, template);
  const spot = spotAt(set.value, 'spec', 'template', 'metadata', 'name') ?? set.spot;
  return { value, spot, checkout: set.from.checkout, file: set.file };
}

/** `templatePatch`: a text that renders to a patch. */
function patched(set: KubeObject, value: GoMap, params: GoMap, template: SetTemplate): GoMap {
  const patch = entryAt(set.value, 'spec', 'templatePatch');
  if (typeof patch?.value !== 'string') return value;
  const text = template.text(patch.value, patch.origin, params);
  const read = readYaml(new DerivedSource(set.file.name, text.value as string, text.origin));
  if (read.problem !== null) throw new SetTemplateError(`templatePatch is not YAML: ${read.problem.message}`, read.problem.spot);
  return read.value instanceof GoMap ? mergePatch(value, read.value) : value;
}

function unknownUnit(set: KubeObject, generator: string): DeployUnit {
  return {
    owner: { kind: 'ApplicationSet', name: set.name, spot: set.spot },
    chart: null,
    notScanned: `the ${generator || 'empty'} generator reads what no file of the checkout holds, so its Applications are unknown`,
    release: set.name,
    namespace: 'default',
    kubeVersion: null,
    apiVersions: [],
    values: [],
    chartValues: null,
    set: [],
    setString: [],
    setFile: [],
    enabled: true,
    condition: null,
    rewrites: [],
    manifests: null,
  };
}
