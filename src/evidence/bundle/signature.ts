/**
 * The same signature with the smaller of its two possible values of s. ECDSA accepts (r, s) and (r, n − s) alike, so
 * without this rule anybody could make a second envelope with other bytes from a valid one.
 */
export function withLowS(der: Uint8Array): Uint8Array {
  const { r, s } = numbersIn(der);
  return derOf(r, s > HALF_ORDER ? ORDER - s : s);
}

/** Whether these are the only bytes by which an envelope may give this signature: strict DER, and the smaller s. */
export function isStrict(der: Uint8Array): boolean {
  try {
    const { r, s } = numbersIn(der);
    return r > 0n && r < ORDER && s > 0n && s <= HALF_ORDER && Buffer.compare(derOf(r, s), der) === 0;
  } catch {
    return false;
  }
}

/** The order of P-256 (SEC 2, section 2.4.2). */
const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const HALF_ORDER = ORDER / 2n;

const SEQUENCE = 0x30;
const INTEGER = 0x02;
const SIGN_BIT = 0x80;

/** ASN.1: a SEQUENCE of the INTEGERs r and s (RFC 3279, section 2.2.3). Each length of P-256 fits one byte. */
function numbersIn(der: Uint8Array): { r: bigint; s: bigint } {
  if (der[0] !== SEQUENCE || der[1] !== der.length - 2) throw new TypeError('The signature is no DER sequence.');
  const first = integerAt(der, 2);
  const second = integerAt(der, first.end);
  if (second.end !== der.length) throw new TypeError('The signature has more than two numbers.');
  return { r: first.value, s: second.value };
}

function integerAt(der: Uint8Array, at: number): { value: bigint; end: number } {
  const length = der[at + 1] ?? 0;
  const end = at + 2 + length;
  if (der[at] !== INTEGER || length === 0 || end > der.length) throw new TypeError('The signature lacks a number.');
  return { value: BigInt(`0x${Buffer.from(der.subarray(at + 2, end)).toString('hex')}`), end };
}

function derOf(r: bigint, s: bigint): Uint8Array {
  const numbers = Buffer.concat([integerOf(r), integerOf(s)]);
  return Buffer.concat([Buffer.from([SEQUENCE, numbers.length]), numbers]);
}

/** A number whose first bit is set has a zero byte before it, because an INTEGER has a sign. */
function integerOf(value: bigint): Uint8Array {
  const hex = value.toString(16);
  const bytes = Buffer.from(hex.padStart(hex.length + (hex.length % 2), '0'), 'hex');
  const padded = (bytes[0] ?? 0) >= SIGN_BIT ? Buffer.concat([Buffer.from([0]), bytes]) : bytes;
  return Buffer.concat([Buffer.from([INTEGER, padded.length]), padded]);
}
