/** `controller.image.tag`; keys with dots are quoted. */
export const dotted = (path: readonly string[]): string =>
  path.reduce((text, step) => (/[.[\]"]/.test(step) ? `${text}["${step.replaceAll('"', '\\"')}"]` : text === '' ? step : `${text}.${step}`), '');
