import type { ChartVerification, ExtraImage, MissingImage, Verification, WitnessVerification } from './result.js';

const WORDS = { agrees: 'ok', differs: 'differs', 'helm-failed': 'failed', skipped: 'skipped' } as const;

/** A verification for people: a line for each chart that agrees, more for the others, and a sum. Ends in a line break. */
export function verificationText({ helm, note, charts, summary }: Verification): string {
  if (helm === null) return `${note}\n`;
  const { agree, differ, helm_failed: failed, skipped, witnesses } = summary;
  const parts = [`${agree} ${agree === 1 ? 'chart agrees' : 'charts agree'} with helm ${helm.version}`];
  if (differ > 0) parts.push(`${differ} ${differ === 1 ? 'differs' : 'differ'}`);
  if (failed > 0) parts.push(`helm failed on ${failed}`);
  if (skipped > 0) parts.push(`${skipped} skipped`);
  if (witnesses.checked > 0) parts.push(`${witnesses.confirmed} of ${witnesses.checked} optional images confirmed`);
  return [...charts.flatMap(chartLines), parts.join(', ')].map((line) => `${line}\n`).join('');
}

function chartLines(chart: ChartVerification): string[] {
  const { outcome, path, reason, foreseen, agree, missing, extra, unresolved, tolerated, witnesses } = chart;
  const images = `${agree.length} ${agree.length === 1 ? 'image' : 'images'}`;
  const told = reason === null ? images : `${indented(reason)}${foreseen ? ' (as was said)' : ''}`;
  return [
    `${WORDS[outcome].padEnd(8)} ${path}: ${told}`,
    ...missing.map(missingLine),
    ...extra.map(extraLine),
    ...unresolved.map((reference) => `  unresolved  ${reference}`),
    ...tolerated.map((message) => `  tolerated  ${indented(message)}: told as an error, and helm renders the chart`),
    ...witnesses.flatMap(witnessLines),
  ];
}

/** helm's errors have several lines. */
const indented = (text: string): string => text.replace(/\s*\n\s*/g, '\n    ');

function missingLine({ reference, resource, document_path: path, status }: MissingImage): string {
  const said = status === null ? 'not named' : `said to be ${status}`;
  return `  missing  ${reference}: helm renders it in ${resource.kind} ${resource.name} ${path}, it was ${said}`;
}

function extraLine({ reference, template }: ExtraImage): string {
  return `  extra  ${reference}: helm does not render it${template === null ? '' : `, ${template.file}:${template.line}`}`;
}

function witnessLines({ overlay, absent, refused }: WitnessVerification): string[] {
  const why = refused === null ? 'helm does not render it' : `helm refuses: ${indented(refused)}`;
  return absent.map((reference) => `  witness  ${reference} with ${JSON.stringify(overlay)}: ${why}`);
}
