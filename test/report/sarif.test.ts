import { Ajv } from 'ajv';
import { describe, expect, test } from 'vitest';
import { POLICY_RULES, type PolicyFinding } from '../../src/policy/index.js';
import { buildReport, render } from '../../src/report/index.js';
import type { ScanResult } from '../../src/scan/result.js';
import { DIAGNOSTIC_CODES } from '../../src/source/index.js';
import { chart, context, diagnostic, fullResult, result } from './sample.js';

const text = { type: 'object', additionalProperties: false, required: ['text'], properties: { text: { type: 'string', minLength: 1 } } };
const count = { type: 'integer', minimum: 1 };

/** What SARIF 2.1.0 says of the parts that are written, and nothing else may be. */
const validate = new Ajv({ strict: true, strictTypes: false }).compile({
  type: 'object',
  additionalProperties: false,
  required: ['version', 'runs', '$schema'],
  properties: {
    $schema: { const: 'https://json.schemastore.org/sarif-2.1.0.json' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      minItems: 1,
      maxItems: 1,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['tool', 'columnKind', 'results'],
        properties: {
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          tool: {
            type: 'object',
            additionalProperties: false,
            required: ['driver'],
            properties: {
              driver: {
                type: 'object',
                additionalProperties: false,
                required: ['name', 'version', 'rules'],
                properties: {
                  name: { type: 'string' },
                  version: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: { type: 'object', additionalProperties: false, required: ['id', 'shortDescription'], properties: { id: { type: 'string' }, shortDescription: text } },
                  },
                },
              },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              additionalProperties: false,
              required: ['ruleId', 'ruleIndex', 'level', 'message', 'locations'],
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: { type: 'integer', minimum: 0 },
                level: { enum: ['none', 'note', 'warning', 'error'] },
                message: text,
                locations: {
                  type: 'array',
                  maxItems: 1,
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    required: ['physicalLocation'],
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        additionalProperties: false,
                        required: ['artifactLocation'],
                        properties: {
                          // A reference of RFC 3986: no character that a URI has to encode.
                          artifactLocation: { type: 'object', additionalProperties: false, required: ['uri'], properties: { uri: { type: 'string', pattern: "^[\\w.~!*'():/%-]+$" } } },
                          region: { type: 'object', additionalProperties: false, required: ['startLine'], properties: { startLine: count, startColumn: count } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
});

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string; readonly shortDescription: { readonly text: string } }[] } };
  readonly results: readonly { readonly ruleId: string; readonly ruleIndex: number; readonly level: string; readonly message: { readonly text: string }; readonly locations: readonly object[] }[];
}

const finding: PolicyFinding = { rule: 'tag-latest', message: 'redis:latest has the tag latest', reference: 'redis:latest', chart: 'a', file: 'values.yaml', line: 4, column: 8, path: 'image.tag' };

async function runOf(found: ScanResult, policy: readonly PolicyFinding[] = []): Promise<Run> {
  const log = JSON.parse(await render(buildReport(found, context, policy), 'sarif')) as { runs: [Run] };
  validate(log);
  expect(validate.errors).toBeNull();
  const [run] = log.runs;
  for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex]?.id).toBe(ruleId);
  return run;
}

test('what is found, under its rule and at its place', async () => {
  const { results, tool } = await runOf(fullResult, [finding]);
  expect(results.map(({ ruleIndex: _, ...one }) => one)).toEqual([
    { ruleId: 'path-missing', level: 'error', message: { text: 'nowhere does not exist' }, locations: [] },
    {
      ruleId: 'template-error',
      level: 'error',
      message: { text: 'nil pointer\nSet the tag.' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'charts/a/templates/x.yaml' }, region: { startLine: 7, startColumn: 3 } } }],
    },
    {
      ruleId: 'unresolved',
      level: 'warning',
      message: { text: 'An image could not be determined: tag is missing (required)' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'charts/a/templates/x.yaml' }, region: { startLine: 7 } } }],
    },
    {
      ruleId: 'tag-latest',
      level: 'error',
      message: { text: 'redis:latest has the tag latest; image.tag decides' },
      locations: [{ physicalLocation: { artifactLocation: { uri: 'values.yaml' }, region: { startLine: 4, startColumn: 8 } } }],
    },
  ]);
  expect(tool.driver.rules.map(({ id }) => id)).toEqual(['path-missing', 'tag-latest', 'template-error', 'unresolved']);
  expect(tool.driver.rules[1]!.shortDescription.text).toBe(POLICY_RULES['tag-latest']);
});

test('nothing is a run without results', async () => {
  expect((await runOf(result([]))).results).toEqual([]);
});

test('what charts share is one result', async () => {
  const shared = { diagnostics: [diagnostic({ file: 'a.yaml', line: 1, column: 1 })] };
  expect((await runOf(result([chart('a', shared), chart('b', shared)]))).results).toHaveLength(1);
});

test('a policy that forbids gaps says so once', async () => {
  const { results } = await runOf(fullResult, [{ ...finding, rule: 'image-unresolved', reference: null, path: null }]);
  expect(results.map(({ ruleId }) => ruleId)).toEqual(['path-missing', 'template-error', 'image-unresolved']);
});

test('severities', async () => {
  const severities = ['error', 'warning', 'info'] as const;
  const { results } = await runOf(result([], severities.map((severity) => diagnostic({ severity }))));
  expect(results.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
});

describe('a path is a URI', () => {
  test.each([
    ['a b/ü.yaml', 'a%20b/%C3%BC.yaml'],
    ['./a.yaml', 'a.yaml'],
    ['../a.yaml', '../a.yaml'],
    ['/x/a#?.yaml', 'file:///x/a%23%3F.yaml'],
    ['C:\\x\\a.yaml', 'file:///C:/x/a.yaml'],
    ['charts\\a.yaml', 'charts/a.yaml'],
    ['a.tgz!/x.yaml', 'a.tgz!/x.yaml'],
    ['a\ud800.yaml', 'a%EF%BF%BD.yaml'],
  ])('%j', async (file, uri) => {
    const { results } = await runOf(result([], [diagnostic({ file })]));
    expect(results[0]!.locations).toEqual([{ physicalLocation: { artifactLocation: { uri } } }]);
  });
});

test('no two rules share an id', () => {
  expect(Object.keys(POLICY_RULES).filter((id) => id in DIAGNOSTIC_CODES || id === 'unresolved')).toEqual([]);
});
