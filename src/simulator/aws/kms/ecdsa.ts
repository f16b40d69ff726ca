import { createECDH, createPrivateKey, randomBytes } from 'node:crypto';

/**
 * Signs a digest of 32 bytes with ECDSA over P-256 (FIPS 186-5, section 6.4.1), as DER. Node.js itself signs only
 * messages, which it hashes.
 */
export function signDigest(privateKeyPem: string, digest: Uint8Array): Buffer {
  const { d = '' } = createPrivateKey(privateKeyPem).export({ format: 'jwk' });
  const secret = numberOf(Buffer.from(d, 'base64url'));
  const k = oneTimeNumber();
  const point = createECDH('prime256v1');
  point.setPrivateKey(bytesOf(k));
  // An uncompressed point is one byte, then x and y (SEC 1, section 2.3.3).
  const r = numberOf(point.getPublicKey().subarray(1, 33)) % ORDER;
  const s = (inverse(k) * (numberOf(digest) + r * secret)) % ORDER;
  const numbers = Buffer.concat([integerOf(r), integerOf(s)]);
  return Buffer.concat([Buffer.from([0x30, numbers.length]), numbers]);
}

/** The order of P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

function oneTimeNumber(): bigint {
  return (numberOf(randomBytes(40)) % (ORDER - 1n)) + 1n;
}

/** Fermat: the order is a prime. */
function inverse(value: bigint): bigint {
  let [result, base] = [1n, value % ORDER];
  for (let rest = ORDER - 2n; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * base) % ORDER;
    base = (base * base) % ORDER;
  }
  return result;
}

/** ASN.1 INTEGER: a zero byte keeps a number positive whose first bit is set. */
function integerOf(value: bigint): Buffer {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const positive = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([0x02, positive.length]), positive]);
}

function numberOf(bytes: Uint8Array): bigint {
  return BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
}

function bytesOf(value: bigint): Buffer {
  return Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
}
