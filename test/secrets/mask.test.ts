import * as fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isSecretKey, maskExpression, maskText, maskValues } from '../../src/secrets/index.js';

describe('keys', () => {
  it.each(['password', 'PASSWORD', 'adminPassword', 'root-password', 'DB_PASSWD', 'token', 'authToken', 'api_key', 'apiKey', 'API-KEY', 'secretKey', 'secret', 'clientSecret', 'jwtSecret', 'AWS_SECRET_ACCESS_KEY', 'privateKey', 'passphrase', 'credentials', 'encryptionKey', 'auth.password', '.dockerconfigjson'])(
    '%s is that of a secret',
    (key) => expect(isSecretKey(key)).toBe(true),
  );
  it.each(['', 'image', 'tag', 'key', 'keys', 'existingSecret', 'existingSecretPasswordKey', 'secretName', 'passwordSecretRef', 'passwordFile', 'tokenPath', 'imagePullSecrets', 'pullSecret', 'tlsSecret', 'certificatesSecret', 'secretRef', 'keyName', 'monkey', 'tokenize', 'compass', 'bypass', 'passwordLength', 'tokenEnabled', 'publicKey', 'digest'])(
    '%s is none',
    (key) => expect(isSecretKey(key)).toBe(false),
  );
});

// Put together here, so that no scanner takes this file for a leak.
const hex = (length: number): string => 'a1B2'.repeat(64).slice(0, length);
const AWS = `AKIA${'ABCD1234'.repeat(2)}`;
const JWT = `eyJ${hex(20)}.eyJ${hex(20)}.${hex(20)}`;
const PEM = `-----BEGIN RSA PRIVATE KEY-----\n${hex(40)}\n-----END RSA PRIVATE KEY-----`;

describe('texts', () => {
  it.each([
    [`key ${AWS} used`, 'key *** used'],
    [`ghp_${hex(36)}`, '***'],
    [`github_pat_${hex(50)}`, '***'],
    [`glpat-${hex(20)}`, '***'],
    [`xoxb-${hex(24)}`, '***'],
    [`npm_${hex(36)}`, '***'],
    [`sk_live_${hex(24)}`, '***'],
    [`AIza${hex(35)}`, '***'],
    [JWT, '***'],
    [`a ${PEM} b`, 'a *** b'],
    [`-----BEGIN PRIVATE KEY-----\n${hex(40)}`, '***'],
    [`$2y$10$${hex(53)}`, '***'],
    ['postgres://app:hunter2@db:5432/x', 'postgres://app:***@db:5432/x'],
    ['Authorization: Bearer abcdefgh1234', 'Authorization: Bearer ***'],
    ['--set auth.password=hunter2,image.tag=1', '--set auth.password=***,image.tag=1'],
    ['{"apiKey":"abc", "tag": "1.2"}', '{"apiKey":"***", "tag": "1.2"}'],
    ["password: 'a b'\ntag: 1", "password: '***'\ntag: 1"],
    ['DB_PASSWORD = hunter2;', 'DB_PASSWORD = ***;'],
    ['the password: hunter2 is bad', 'the password: *** is bad'],
    ['password: hunter', 'password: ***'],
    ['refused: password=hunter2 and so on', 'refused: password=*** and so on'],
    ['a=b=password=hunter2=x c', 'a=b=password=*** c'],
    ['"note": "its token=abc1"', '"note": "its token=***"'],
    ['detail="token: abc d"', 'detail="token: abc d"'],
    ['detail="token: abc1"', 'detail="token: ***"'],
  ])('%s', (text, masked) => expect(maskText(text)).toBe(masked));

  it.each([
    'docker.io/library/nginx:1.27@sha256:' + 'ab12'.repeat(16),
    'ghcr.io/org/app:sha-' + 'deadbeef'.repeat(5),
    'registry:5000/token-server/secret-store:v1',
    'password: ""',
    "at '/auth/password': got null, want string",
    'auth.password: must be set',
    'token: true',
    'secretName: web-tls',
    'cannot overwrite table with non table for web.auth.existingSecret: a',
    'https://user@host/path',
  ])('%s is left as it is', (text) => expect(maskText(text)).toBe(text));

  test('masking twice is masking once, and hostile texts take no time', () => {
    fc.assert(fc.property(fc.string(), (text) => maskText(maskText(text)) === maskText(text)));
    for (const piece of ['password=', 'a:', '://:', 'eyJa.eyJ', '-----BEGIN PRIVATE KEY-----', '"', 'Bearer ', 'a.']) maskText(piece.repeat(100_000 / piece.length));
  });
});

describe('values', () => {
  it('masks texts and numbers under keys of secrets, and shapes everywhere', () => {
    expect(maskValues({ auth: { password: 'hunter2', pin: 1, enabled: true, token: 12, existingSecret: 'name' }, list: [{ apiKey: 'k' }, AWS], empty: { password: '' }, credentials: { user: 'u', password: 'p' } })).toEqual({
      auth: { password: '***', pin: 1, enabled: true, token: '***', existingSecret: 'name' },
      list: [{ apiKey: '***' }, '***'],
      empty: { password: '' },
      credentials: { user: 'u', password: '***' },
    });
    expect(maskValues({ tokens: ['a'], token: ['a', 'b'] })).toEqual({ tokens: ['a'], token: ['***', '***'] });
  });

  it('leaves what was made up to be any text', () => {
    expect(maskValues({ password: 'x', token: 'x12' })).toEqual({ password: 'x', token: 'x12' });
  });

  it('gives back the same where nothing is masked', () => {
    const values = { metrics: { enabled: true, list: [{}, 1, null] } };
    expect(maskValues(values)).toBe(values);
  });
});

describe('expressions', () => {
  it.each([
    ['eq .Values.auth.password "hunter2"', 'eq .Values.auth.password "***"'],
    ['and (ne $.Values.apiKey `raw`) (eq .Values.kind "Deployment")', 'and (ne $.Values.apiKey `***`) (eq .Values.kind "***")'],
    ['default "" .Values.token', 'default "" .Values.token'],
    ['eq .Values.kind "password"', 'eq .Values.kind "password"'],
    ['include "x.password" .', 'include "x.password" .'],
    ['.Values.existingSecret', '.Values.existingSecret'],
  ])('%s', (expression, masked) => expect(maskExpression(expression)).toBe(masked));
});
