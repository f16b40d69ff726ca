import { generateKeyPairSync, type KeyObject, randomBytes, sign } from 'node:crypto';

/** A private key and its certificate, in PEM. */
export interface Certificate {
  key: string;
  cert: string;
}

/** The DNS name or IPv4 address that a certificate is for, and the years in which it is valid. */
interface Terms {
  name: string;
  years?: [number, number];
  selfSigned?: true;
}

/** An authority that exists only during a test, and certificates by it (RFC 5280). No key is ever written to disk. */
export function authority<Name extends string>(wanted: Record<Name, Terms>, called = 'authority') {
  const issuer: Party = { name: called, ...generateKeyPairSync('ec', CURVE) };
  const made = Object.entries<Terms>(wanted).map(([name, terms]): [string, Certificate] => {
    const subject: Party = { name, ...generateKeyPairSync('ec', CURVE) };
    const extension = sequence(SUBJECT_ALT_NAME, der(0x04, sequence(alternative(terms.name))));
    const cert = issued(terms.selfSigned ? subject : issuer, subject, terms.years ?? VALID, extension);
    return [name, { key: String(subject.privateKey.export({ type: 'pkcs8', format: 'pem' })), cert }];
  });
  const isAuthority = sequence(BASIC_CONSTRAINTS, YES, der(0x04, sequence(YES)));
  return {
    ca: issued(issuer, issuer, VALID, isAuthority),
    certificates: Object.fromEntries(made) as Record<Name, Certificate>,
  };
}

interface Party {
  name: string;
  publicKey: KeyObject;
  privateKey: KeyObject;
}

const CURVE = { namedCurve: 'prime256v1' };
const VALID: [number, number] = [2020, 2049];
const COMMON_NAME = der(0x06, Buffer.from('550403', 'hex'));
const SUBJECT_ALT_NAME = der(0x06, Buffer.from('551d11', 'hex'));
const BASIC_CONSTRAINTS = der(0x06, Buffer.from('551d13', 'hex'));
const ECDSA_WITH_SHA256 = sequence(der(0x06, Buffer.from('2a8648ce3d040302', 'hex')));
const YES = der(0x01, Buffer.from([0xff]));
const VERSION_3 = der(0xa0, der(0x02, Buffer.from([2])));

function issued(issuer: Party, subject: Party, years: [number, number], extension: Buffer): string {
  const content = sequence(
    VERSION_3,
    der(0x02, Buffer.from([1]), randomBytes(8)),
    ECDSA_WITH_SHA256,
    distinguished(issuer.name),
    sequence(...years.map((year) => der(0x17, Buffer.from(`${year % 100}0101000000Z`)))),
    distinguished(subject.name),
    subject.publicKey.export({ type: 'spki', format: 'der' }),
    der(0xa3, sequence(extension)),
  );
  const signature = der(0x03, Buffer.from([0]), sign('sha256', content, issuer.privateKey));
  const lines = sequence(content, ECDSA_WITH_SHA256, signature).toString('base64').replace(/.{64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

function distinguished(name: string): Buffer {
  return sequence(der(0x31, sequence(COMMON_NAME, der(0x0c, Buffer.from(name)))));
}

function alternative(name: string): Buffer {
  const isAddress = /^[\d.]+$/.test(name);
  return isAddress ? der(0x87, Buffer.from(name.split('.').map(Number))) : der(0x82, Buffer.from(name));
}

function sequence(...contents: Buffer[]): Buffer {
  return der(0x30, ...contents);
}

/** A tag, a length and contents. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}
