import { describe, expect, it } from 'vitest';
import { parseReference } from '../../src/image/index.js';

const HEX = 'a'.repeat(64);

/** Text, and registry, repository, tag, digest, normalized; taken from distribution/reference v0.6.0. */
const TABLE: readonly (readonly [string, readonly string[] | null])[] = [
  ['nginx', ['docker.io', 'library/nginx', '', '', 'docker.io/library/nginx:latest']],
  ['nginx:1.27', ['docker.io', 'library/nginx', '1.27', '', 'docker.io/library/nginx:1.27']],
  ['library/nginx', ['docker.io', 'library/nginx', '', '', 'docker.io/library/nginx:latest']],
  ['docker.io/nginx', ['docker.io', 'library/nginx', '', '', 'docker.io/library/nginx:latest']],
  ['index.docker.io/nginx:1', ['docker.io', 'library/nginx', '1', '', 'docker.io/library/nginx:1']],
  ['docker.io/library/nginx:1', ['docker.io', 'library/nginx', '1', '', 'docker.io/library/nginx:1']],
  ['quay.io/a/b:v1', ['quay.io', 'a/b', 'v1', '', 'quay.io/a/b:v1']],
  ['localhost/foo', ['localhost', 'foo', '', '', 'localhost/foo:latest']],
  ['localhost:5000/foo:1', ['localhost:5000', 'foo', '1', '', 'localhost:5000/foo:1']],
  ['registry:5000/foo', ['registry:5000', 'foo', '', '', 'registry:5000/foo:latest']],
  ['foo/bar', ['docker.io', 'foo/bar', '', '', 'docker.io/foo/bar:latest']],
  ['Foo/bar', ['Foo', 'bar', '', '', 'Foo/bar:latest']],
  ['Foo/bar/baz', ['Foo', 'bar/baz', '', '', 'Foo/bar/baz:latest']],
  ['foo/Bar', null],
  ['FOO', null],
  ['a--b/c__d.e-f_g:1', ['docker.io', 'a--b/c__d.e-f_g', '1', '', 'docker.io/a--b/c__d.e-f_g:1']],
  ['a___b', null],
  ['a..b', null],
  ['-a', null],
  ['a-', null],
  ['a/', null],
  ['/a', null],
  ['a//b', null],
  ['a:', null],
  ['a:-x', null],
  ['a:_x', ['docker.io', 'library/a', '_x', '', 'docker.io/library/a:_x']],
  [`a@sha256:${HEX}`, ['docker.io', 'library/a', '', `sha256:${HEX}`, `docker.io/library/a@sha256:${HEX}`]],
  [`a:1@sha256:${HEX}`, ['docker.io', 'library/a', '1', `sha256:${HEX}`, `docker.io/library/a:1@sha256:${HEX}`]],
  ['a@sha256:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA', null],
  ['a@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', null],
  ['a@md5:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', null],
  [`${HEX}`, null],
  [`${HEX}:1`, ['docker.io', `library/${HEX}`, '1', '', `docker.io/library/${HEX}:1`]],
  [`x/${HEX}`, ['docker.io', `x/${HEX}`, '', '', `docker.io/x/${HEX}:latest`]],
  ['[::1]:5000/foo:1', ['[::1]:5000', 'foo', '1', '', '[::1]:5000/foo:1']],
  ['[fe80::1]/foo', ['[fe80::1]', 'foo', '', '', '[fe80::1]/foo:latest']],
  ['10.0.0.1/foo', ['10.0.0.1', 'foo', '', '', '10.0.0.1/foo:latest']],
  ['10.0.0.1:80/foo/bar:2', ['10.0.0.1:80', 'foo/bar', '2', '', '10.0.0.1:80/foo/bar:2']],
  ['https://quay.io/a:1', null],
  ['quay.io/a b', null],
  ['', null],
  ['a:1:2', null],
  ['quay.io:443/a:1:2', null],
  ['host.-x/a', null],
  ['-host.io/a', null],
  ['docker.io/a/b/c', ['docker.io', 'a/b/c', '', '', 'docker.io/a/b/c:latest']],
  ['quay.io/A/b', null],
  ['é/a', null],
  [`a@sha256:${HEX}:1`, null],
  ['quay.io', ['docker.io', 'library/quay.io', '', '', 'docker.io/library/quay.io:latest']],
  ['quay.io:1', ['docker.io', 'library/quay.io', '1', '', 'docker.io/library/quay.io:1']],
  ['UPPER.io/a:1', ['UPPER.io', 'a', '1', '', 'UPPER.io/a:1']],
  ['Localhost/a', ['Localhost', 'a', '', '', 'Localhost/a:latest']],
  ['localhost', ['docker.io', 'library/localhost', '', '', 'docker.io/library/localhost:latest']],
  ['a.b:80', ['docker.io', 'library/a.b', '80', '', 'docker.io/library/a.b:80']],
  ['docker.io/', null],
  ['docker.io', ['docker.io', 'library/docker.io', '', '', 'docker.io/library/docker.io:latest']],
  ['quay.io./a', null],
];

describe('parseReference', () => {
  it.each(TABLE)('%s', (text, expected) => {
    const found = parseReference(text);
    expect(found === null ? null : [found.registry, found.repository, found.tag ?? '', found.digest ?? '', found.normalized]).toEqual(expected);
  });

  it('limits the path to 255 characters, the host not counted, the filled-in `library/` counted', () => {
    expect(parseReference(`quay.io/${'a'.repeat(255)}`)).not.toBeNull();
    expect(parseReference(`quay.io/${'a'.repeat(256)}`)).toBeNull();
    expect(parseReference('a'.repeat(247))).not.toBeNull();
    expect(parseReference('a'.repeat(248))).toBeNull();
  });

  it('limits the tag to 128 characters', () => {
    expect(parseReference(`a:${'t'.repeat(128)}`)?.tag).toHaveLength(128);
    expect(parseReference(`a:${'t'.repeat(129)}`)).toBeNull();
  });

  it('knows sha384 and sha512', () => {
    expect(parseReference(`a@sha512:${HEX}${HEX}`)?.digest).toBe(`sha512:${HEX}${HEX}`);
    expect(parseReference(`a@sha384:${HEX}${'a'.repeat(32)}`)?.digest).toBe(`sha384:${HEX}${'a'.repeat(32)}`);
  });

  it('takes no registry with a character that no host holds', () => {
    expect(parseReference('ho_st.io/a')).toBeNull();
  });

  it('refuses a huge text without work', () => {
    expect(parseReference(`${'a/'.repeat(1_000_000)}a`)).toBeNull();
  });
});
