import { generateKeyPairSync, sign, verify } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isStrict, withLowS } from '../../../src/evidence/bundle/signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

describe('a signature', () => {
  test('with low s is still valid, and strict', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (message) => {
        const low = withLowS(sign('sha256', message, privateKey));
        expect(verify('sha256', message, publicKey, low)).toBe(true);
        expect(isStrict(low)).toBe(true);
        expect(withLowS(low)).toEqual(low);
      }),
    );
  });

  test('with high s is valid to ECDSA, and not strict', () => {
    const message = Buffer.from('a');
    const isHigh = (signature: Buffer) => Buffer.compare(withLowS(signature), signature) !== 0;
    let high = sign('sha256', message, privateKey);
    while (!isHigh(high)) high = sign('sha256', message, privateKey);
    expect(verify('sha256', message, publicKey, high)).toBe(true);
    expect(isStrict(high)).toBe(false);
  });

  test.each([
    ['is empty', ''],
    ['is no sequence', '3106020101020101'],
    ['has another length', '3007020101020101'],
    ['has a byte more', '300602010102010100'],
    ['has a third number', '3009020101020101020101'],
    ['has one number', '3003020101'],
    ['has a number without digits', '30050200020101'],
    ['has a number in a longer form', '300702020001020101'],
    ['has a negative number', '3006020181020101'],
    ['has r = 0', '3006020100020101'],
    ['has s = 0', '3006020101020100'],
    ['has something else than a number', '3006040101020101'],
  ])('that %s is not strict', (_, hex) => {
    expect(isStrict(Buffer.from(hex, 'hex'))).toBe(false);
  });

  test('of the smallest numbers is strict', () => {
    expect(isStrict(Buffer.from('3006020101020101', 'hex'))).toBe(true);
  });
});
