import { describe, expect, it } from 'vitest';
import { matchValues } from '../../src/rules/index.js';
import { repositoryPacks, yaml } from './repository-packs.js';

const PACKS = repositoryPacks('bitnami', 'core');
const match = (text: string): string[] => matchValues(yaml(text), PACKS).map(({ rule, path, reference }) => `${rule} ${path.join('.')} ${reference}`);

describe('matchValues', () => {
  it('takes the rule that asks for most keys, and each map once', () => {
    expect(match('image: { registry: quay.io, repository: a/b, tag: "1", digest: "" }')).toEqual(['bitnami/image image quay.io/a/b:1']);
    expect(match('app: { registry: quay.io, repository: a/b, tag: "1" }')).toEqual(['core/registry-repository-tag app quay.io/a/b:1']);
    expect(match('app: { repository: a/b, image: c, tag: "1" }')).toEqual(['core/repository-image-tag app a/b/c:1']);
  });

  it('goes through maps and lists at any depth', () => {
    expect(match('a: { b: [{ c: { image: { repository: x/y, tag: z } } }, { image: "p/q:1" }] }')).toEqual([
      'core/repository-tag a.b.0.c.image x/y:z',
      'core/whole-string a.b.1.image p/q:1',
    ]);
  });

  it('reads numbers as helm prints them', () => {
    expect(match('image: { repository: a/b, tag: 1.10 }')).toEqual(['core/repository-tag image a/b:1.1']);
    // 2.0240101e+07, which no registry accepts
    expect(match('image: { repository: a/b, tag: 20240101 }')).toEqual([]);
  });

  it('finds the registry that holds for all images', () => {
    expect(match('{ global: { imageRegistry: mirror.example }, image: { registry: docker.io, repository: a/b, tag: "1", digest: "" } }')).toEqual([
      'bitnami/image image mirror.example/a/b:1',
    ]);
  });

  it('puts a registry for all images before those that name none', () => {
    expect(match('{ global: { image: { registry: r.example } }, a: { image: b/c, tag: "1" }, d: { repository: quay.io/e, tag: "2" } }')).toEqual([
      'core/image-tag a r.example/b/c:1',
      'core/repository-tag d quay.io/e:2',
    ]);
  });

  it('stays silent on what only resembles an image', () => {
    expect(match('{ image: "", images: {}, imageTag: "1", repository: https://charts.example, git: { repository: a/b, tag: v1 }, chart: { repo: a/b, tag: v1 } }')).toEqual([]);
  });
});
