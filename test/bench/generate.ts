import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Charts as they are commonly written, by size: `small` 4 templates, `medium` 40, `large` 10 times medium as dependencies. */
export function generateCharts(folder: string): Readonly<Record<'small' | 'medium' | 'large', string>> {
  const paths = { small: join(folder, 'small'), medium: join(folder, 'medium'), large: join(folder, 'large') };
  writeChart(paths.small, 'small', 1);
  writeChart(paths.medium, 'medium', 10);
  writeChart(paths.large, 'large', 1);
  for (let at = 0; at < 10; at++) writeChart(join(paths.large, 'charts', `part${at}`), `part${at}`, 10);
  return paths;
}

function writeChart(folder: string, name: string, components: number): void {
  const names = Array.from({ length: components }, (_, at) => `component${at}`);
  write(folder, 'Chart.yaml', `apiVersion: v2\nname: ${name}\nversion: 1.2.3\nappVersion: "4.5.6"\n`);
  write(folder, 'values.yaml', `global:\n  imageRegistry: ""\nlabels: {team: platform}\n${names.map(values).join('')}`);
  write(folder, 'templates/_helpers.tpl', helpers(name));
  for (const component of names) {
    for (const [file, text] of Object.entries(templates(name, component))) write(folder, `templates/${component}/${file}`, text);
  }
}

function write(folder: string, name: string, text: string): void {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

const values = (component: string, at: number): string => `
## @section ${component}
## @param ${component}.image.registry Registry
## @param ${component}.image.repository Repository
${component}:
  enabled: ${at % 3 !== 2}
  image: {registry: docker.io, repository: example/${component}, tag: ""}
  replicas: 2
  metrics:
    enabled: false
    image: {registry: quay.io, repository: example/exporter, tag: "1.${at}.0"}
  ports: [{name: http, port: 80}, {name: admin, port: 8080}]
  extraContainers: []
  resources: {limits: {cpu: 1, memory: 1Gi}}
`;

const helpers = (name: string): string => `
{{- define "${name}.fullname" -}}
{{- printf "%s-%s" .Release.Name (default .Chart.Name .Values.nameOverride) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- define "${name}.labels" -}}
app.kubernetes.io/name: {{ include "${name}.fullname" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
{{- with .Values.labels }}
{{ toYaml . }}
{{- end }}
{{- end -}}
{{- define "${name}.image" -}}
{{- $registry := default .image.registry .global.imageRegistry -}}
{{- $tag := default .appVersion .image.tag | toString -}}
{{- if $registry }}{{ printf "%s/%s:%s" $registry .image.repository $tag }}{{ else }}{{ printf "%s:%s" .image.repository $tag }}{{ end -}}
{{- end -}}
`;

function templates(name: string, component: string): Record<string, string> {
  const at = `.Values.${component}`;
  const image = (of: string): string => `{{ include "${name}.image" (dict "image" ${of} "global" .Values.global "appVersion" .Chart.AppVersion) }}`;
  const head = (kind: string, api: string): string => `apiVersion: ${api}
kind: ${kind}
metadata:
  name: {{ include "${name}.fullname" . }}-${component}
  labels: {{- include "${name}.labels" . | nindent 4 }}
`;
  return {
    'deployment.yaml': `{{- if ${at}.enabled }}
${head('Deployment', 'apps/v1')}spec:
  replicas: {{ ${at}.replicas }}
  template:
    spec:
      containers:
        - name: ${component}
          image: ${image(`${at}.image`)}
          ports:
            {{- range ${at}.ports }}
            - {name: {{ .name }}, containerPort: {{ .port }}}
            {{- end }}
          resources: {{- toYaml ${at}.resources | nindent 12 }}
        {{- if ${at}.metrics.enabled }}
        - name: metrics
          image: ${image(`${at}.metrics.image`)}
        {{- end }}
        {{- with ${at}.extraContainers }}
        {{- tpl (toYaml .) $ | nindent 8 }}
        {{- end }}
{{- end }}
`,
    'service.yaml': `{{- if ${at}.enabled }}
${head('Service', 'v1')}spec:
  ports:
    {{- range ${at}.ports }}
    - {name: {{ .name }}, port: {{ .port }}}
    {{- end }}
{{- end }}
`,
    'configmap.yaml': `${head('ConfigMap', 'v1')}data:
  replicas: {{ ${at}.replicas | quote }}
`,
    'networkpolicy.yaml': `${head('NetworkPolicy', 'networking.k8s.io/v1')}spec:
  podSelector:
    matchLabels: {{- include "${name}.labels" . | nindent 6 }}
`,
  };
}
