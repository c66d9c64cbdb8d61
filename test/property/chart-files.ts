import fc from 'fast-check';

/** Templates as charts have them: pods under conditions, images from values and helpers. */
const VALUES = {
  image: { registry: 'reg.io', repository: 'app', tag: '1.0' },
  sidecar: { enabled: false, image: 'side:2' },
  metrics: { enabled: true, image: { repository: 'metrics', tag: '3' } },
  kind: 'Deployment',
  extra: [],
  jobs: [{ name: 'a', image: 'job:1' }],
  edition: '',
};

const HELPERS = [
  '{{ define "app.image" }}{{ with .registry }}{{ . }}/{{ end }}{{ .repository }}:{{ .tag | default "latest" }}{{ end }}',
  '{{ define "app.pod" }}\nkind: Pod\nspec:\n  containers:\n  - image: {{ . }}\n{{ end }}',
].join('\n');

const image = fc.constantFrom(
  'plain:1', '{{ .Values.image.registry }}/{{ .Values.image.repository }}:{{ .Values.image.tag }}', '{{ include "app.image" .Values.image }}',
  '{{ .Values.sidecar.image | quote }}', '{{ include "app.image" .Values.metrics.image }}', 'app{{ if .Values.edition }}-{{ .Values.edition }}{{ end }}:1', '{{ printf "%s:%s" "x" .Chart.Version }}',
);
const condition = fc.constantFrom('.Values.sidecar.enabled', '.Values.metrics.enabled', 'not .Values.metrics.enabled', 'eq .Values.kind "DaemonSet"', 'and .Values.sidecar.enabled .Values.metrics.enabled', '.Capabilities.APIVersions.Has "x/v1"', '.Values.none');

const containers = fc.array(fc.tuple(image, fc.option(condition)), { minLength: 1, maxLength: 3 }).map((list) =>
  list.map(([reference, guard]) => (guard === null ? `  - image: ${reference}\n` : `  {{- if ${guard} }}\n  - image: ${reference}\n  {{- end }}\n`)).join(''),
);
const document = fc.oneof(
  fc.tuple(containers, fc.option(condition)).map(([list, guard]) => {
    const text = `kind: Pod\nspec:\n  hostNetwork: true\n  containers:\n${list}`;
    return guard === null ? text : `{{ if ${guard} }}\n${text}{{ end }}\n`;
  }),
  fc.constant('kind: Pod\nspec:\n  containers:\n  {{- range .Values.jobs }}\n  - image: {{ .image }}\n  {{- end }}\n  {{- toYaml .Values.extra | nindent 2 }}\n'),
  image.map((reference) => `{{ include "app.pod" (${JSON.stringify(reference.includes('{{') ? 'given:1' : reference)}) }}\n`),
  fc.constant('kind: ConfigMap\ndata: {}\n'),
);

/** Texts of templates, without names. */
export const templates: fc.Arbitrary<string[]> = fc.array(fc.array(document, { minLength: 1, maxLength: 3 }).map((documents) => documents.join('---\n')), { minLength: 1, maxLength: 4 });

export const chartFiles = (texts: readonly string[], values: Readonly<Record<string, unknown>> = {}): Record<string, string> => ({
  'values.yaml': JSON.stringify({ ...VALUES, ...values }, null, 1),
  'templates/_helpers.tpl': HELPERS,
  ...Object.fromEntries(texts.map((text, at) => [`templates/t${at}.yaml`, text])),
});
