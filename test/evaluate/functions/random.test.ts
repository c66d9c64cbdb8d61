import { describe, expect, it } from 'vitest';
import { certificateFunctions } from '../../../src/evaluate/functions/certificate.js';
import { randomFunctions } from '../../../src/evaluate/functions/random.js';
import { GoError, GoList, GoStruct, HOLE_MARKER, Hole, int, isEmpty, isTrue, type GoValue } from '../../../src/value/index.js';
import { describeTable } from './go-table.js';

const functions = { ...randomFunctions, ...certificateFunctions };

describeTable('random', functions);

const call = (name: string, ...args: GoValue[]): GoValue => functions[name]!.run(...args);
const none = GoList.of([]);

describe('what differs from run to run', () => {
  it.each<[string, GoValue[]]>([
    ['randAlphaNum', [int(5)]],
    ['randAlpha', [int(5)]],
    ['randNumeric', [int(5)]],
    ['randAscii', [int(5)]],
    ['randBytes', [int(5)]],
    ['randInt', [int(1), int(5)]],
    ['uuidv4', []],
    ['shuffle', ['ab']],
    ['bcrypt', ['x']],
    ['encryptAES', ['k', 'text']],
    ['genPrivateKey', ['rsa']],
  ])('%s is a hole that counts as set', (name, args) => {
    const hole = call(name, ...args);
    expect(hole).toBeInstanceOf(Hole);
    expect(hole).toMatchObject({ reason: 'not-deterministic' });
    expect(isTrue(hole)).toBe(true);
    expect(isEmpty(hole)).toBe(false);
  });

  it('a number that may be 0 counts as unset', () => {
    expect(isTrue(call('randInt', int(-1), int(1)))).toBe(false);
  });

  it('the user of htpasswd is known', () => {
    expect(call('htpasswd', 'admin', 'p')).toBe(`admin:${HOLE_MARKER}`);
  });
});

describe('certificates', () => {
  const authority = call('genCA', 'ca', int(365));
  const pem = '-----BEGIN RSA PRIVATE KEY-----\nYQ==\n-----END RSA PRIVATE KEY-----\n';

  it.each<[string, GoValue[]]>([
    ['genCA', ['ca', int(1)]],
    ['genCAWithKey', ['ca', int(1), pem]],
    ['genSelfSignedCert', ['a', none, none, int(1)]],
    ['genSelfSignedCertWithKey', ['a', none, none, int(1), 'zqh12qz']],
    ['genSignedCert', ['a', none, none, int(1), authority]],
    ['genSignedCertWithKey', ['a', none, none, int(1), authority, pem]],
  ])('%s has Cert and Key', (name, args) => {
    const made = call(name, ...args);
    expect(made).toBeInstanceOf(GoStruct);
    const { fields, type } = made as GoStruct;
    expect(type).toBe('sprig.certificate');
    expect([...fields.keys()]).toEqual(['Cert', 'Key']);
    for (const entry of fields.values()) expect(isTrue(entry.value)).toBe(true);
  });

  it('are signed by certificates only', () => {
    expect(() => call('genSignedCert', 'a', none, none, int(1), 'ca')).toThrow(GoError);
  });

  it('buildCustomCert gives the texts back', () => {
    const cert = '-----BEGIN CERTIFICATE-----\nYQ==\n-----END CERTIFICATE-----\n';
    const made = call('buildCustomCert', btoa(cert), btoa(pem)) as GoStruct;
    expect([...made.fields.values()].map((entry) => entry.value)).toEqual([cert, pem]);
  });
});
