import type { RulePacks } from '../rules/index.js';
import type { ChartResult } from '../scan/index.js';
import { renderedImages } from './rendered-images.js';
import type { WitnessVerification } from './result.js';
import { templateArguments } from './template-arguments.js';
import type { Check } from './verify.js';

/** Renders a chart once for each distinct overlay that was offered, and looks for the images that it was offered for. */
export function checkWitnesses(chart: ChartResult, check: Check, packs: RulePacks): Promise<WitnessVerification[]> {
  const offers = new Map<string, Offer>();
  for (const { reference, enabled_by: overlay } of chart.images) {
    if (overlay === null) continue;
    const key = JSON.stringify(overlay);
    const offer = offers.get(key);
    if (offer === undefined) offers.set(key, { overlay, references: [reference] });
    else offer.references.push(reference);
  }
  return Promise.all([...offers.values()].map((offer) => checkOffer(chart, offer, check, packs)));
}

interface Offer {
  readonly overlay: WitnessVerification['overlay'];
  readonly references: string[];
}

async function checkOffer(chart: ChartResult, { overlay, references }: Offer, { helm, options }: Check, packs: RulePacks): Promise<WitnessVerification> {
  // Plain JSON is YAML.
  const path = helm.write(JSON.stringify(overlay));
  const rendering = await helm.template(templateArguments(chart, options, { values: overlay, path }));
  if (rendering.problem !== null) return { overlay, confirmed: [], absent: references, refused: rendering.problem };
  const rendered = new Set(renderedImages(rendering.text, packs).map(({ reference }) => reference));
  return {
    overlay,
    confirmed: references.filter((reference) => rendered.has(reference)),
    absent: references.filter((reference) => !rendered.has(reference)),
    refused: null,
  };
}
