import { describe, expect, it } from 'vitest';
import { matchDocument, sourceSpot } from '../../src/rules/index.js';
import { Entry } from '../../src/value/index.js';
import { repositoryPacks, yaml } from './repository-packs.js';

const PACKS = repositoryPacks('mentions', 'custom-resources');

describe('sourceSpot', () => {
  it.each([
    ['a plain scalar', 'data:\n  a: quay.io/a/b:1\n', ['2:6']],
    ['a quoted scalar', 'data:\n  a: "x\\ty quay.io/a/b:1"\n', ['2:12']],
    ['a block', 'data:\n  a: |\n    one quay.io/a/b:1\n      two quay.io/a/b:1\n', ['3:9', '4:11']],
    ['a folded block', 'data:\n  a: >\n    quay.io/a/b:1\n    quay.io/a/b:1\n', ['3:5', '4:5']],
    ['JSON in a text', 'data:\n  a: |\n    {"x": "y", "image": "b:1"}\n', ['3:26']],
  ])('leads from a text to the file: %s', (_, text, expected) => {
    const found = matchDocument(yaml(`${text}kind: ConfigMap\napiVersion: v1\n`), PACKS);
    const places = found.map(({ span, reference }) => {
      const spot = sourceSpot(span!.entry, span!.start, span!.end)!;
      expect(spot.file.text.slice(spot.start, spot.end)).toBe(reference);
      const { line, column } = spot.file.position(spot.start);
      return `${line}:${column}`;
    });
    expect(places).toEqual(expected);
  });

  it('gives nothing for a value from nowhere', () => expect(sourceSpot(new Entry('a', null), 0, 1)).toBeNull());
});

describe('holes', () => {
  it('are found where an image surely stands, as the marker that they print', () => {
    const document = yaml('{ apiVersion: a.b/v1, kind: X, spec: { image: zqh3qz, other: zqh4qz, initImage: "a/b:zqh5qz", args: [--worker-image=zqh6qz/c] } }');
    expect(matchDocument(document, PACKS).map(({ reference }) => reference)).toEqual(['zqh3qz', 'a/b:zqh5qz', 'zqh6qz/c']);
  });
});
