import { createPublicKey, ECDH, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { verifyBundle } from '../../../src/evidence/verify/verifyBundle.ts';
import { aPassedDrill } from '../bundle/givenBundle.ts';
import { downloaded, KEY, termsFor } from './givenFiles.ts';

const sealed = await aPassedDrill();
const files = downloaded(sealed);
const terms = termsFor(sealed);
const verified = (publicKeyPem: string) => verifyBundle(files, { ...terms, publicKeyPem });

describe('the file of the public key', () => {
  test.each([
    ['with text around it', `The key of 2026:\n${KEY.publicKeyPem}It is published on our wiki.\n`],
    ['with the line ends of Windows', KEY.publicKeyPem.replaceAll('\n', '\r\n')],
    ['with another key behind it', `${KEY.publicKeyPem}${anotherKey()}`],
  ])('is read %s', (_, pem) => {
    expect(verified(pem)).toMatchObject({ result: 'VERIFIED' });
  });

  test.each([
    ['the private key', privateKey(), 'The key is no public key in PEM.'],
    ['something in the form of one', KEY.publicKeyPem.replace(/^M/m, '!'), 'The key is no public key in PEM.'],
    ['one without its padding', KEY.publicKeyPem.replace('==', ''), 'The key is no public key in PEM.'],
    ['a key on another curve', anotherCurve(), 'The key is not one of P-256.'],
    ['the same point in another form', compressed(), 'The key is not in its usual form of 91 bytes.'],
  ])('is not %s', (_, pem, sentence) => {
    const { result, said } = verified(pem);
    expect({ result, said }).toEqual({ result: 'NOTHING_VERIFIED', said: [sentence] });
  });
});

test('the first envelope beside a first bundle refuses it, as somebody expected an addendum', () => {
  const firstEnvelope = files.get('envelope.json');
  expect(verifyBundle(files, { ...terms, firstEnvelope }).contradictions).toEqual([
    { file: 'envelope.json', what: 'It is a first bundle itself, and adds to none.' },
  ]);
});

test('what another version found in its replay, and this one does not find, only stops', () => {
  const integrity = { ...sealed.sources.context.integrity, replayContradiction: 'It was odd.' };
  const odd = { ...sealed, sources: { ...sealed.sources, context: { ...sealed.sources.context, integrity } } };
  expect(verifyBundle(downloaded(odd), terms)).toMatchObject({
    result: 'REFUSED',
    contradictions: [{ file: 'context.json' }],
  });
  expect(verifyBundle(downloaded(odd), { ...terms, productVersion: '9.9.9' })).toMatchObject({
    result: 'NOTHING_VERIFIED',
    contradictions: [],
  });
});

function anotherKey(): string {
  return generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  }).publicKey;
}

function privateKey(): string {
  const { privateKey: made } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return made.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function anotherCurve(): string {
  const { publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-384' });
  return publicKey.export({ type: 'spki', format: 'pem' }).toString();
}

/** SEC 1, section 2.3.3: a point can be given by its x and the sign of its y. */
function compressed(): string {
  const der = createPublicKey(KEY.publicKeyPem).export({ type: 'spki', format: 'der' });
  const point = ECDH.convertKey(der.subarray(-65), 'prime256v1', undefined, undefined, 'compressed') as Buffer;
  const spki = Buffer.concat([Buffer.from('3039301306072a8648ce3d020106082a8648ce3d030107032200', 'hex'), point]);
  return `-----BEGIN PUBLIC KEY-----\n${spki.toString('base64')}\n-----END PUBLIC KEY-----\n`;
}
