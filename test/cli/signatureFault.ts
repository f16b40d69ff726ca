import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';

/** A request as it came over the wire. */
export interface Received {
  method: string;
  /** Path and query. */
  target: string;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** Keys that an account has issued. */
export interface Keys {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
  isExpired?: boolean;
}

/** What accepts a signature. */
export interface Scope {
  region: string;
  service: string;
  nowMs: number;
}

/**
 * Why AWS would not accept the signature of a request (IAM user guide: Create a signed AWS API request); undefined: it
 * would. It is computed from what came, and shares no code with what signs.
 */
export function signatureFault(received: Received, issued: readonly Keys[], scope: Scope): string | undefined {
  const { headers } = received;
  const parts = AUTHORIZATION.exec(headers.authorization ?? '')?.groups;
  const stamp = String(headers['x-amz-date'] ?? '');
  if (parts === undefined || stamp === '') return 'Missing Authentication Token';
  const { id = '', date = '', region = '', service = '', signed = '', signature = '' } = parts;
  const keys = issued.find(({ accessKeyId }) => accessKeyId === id);
  if (keys === undefined || headers['x-amz-security-token'] !== keys.sessionToken)
    return 'The security token included in the request is invalid.';
  if (date !== stamp.slice(0, 8) || region !== scope.region || service !== scope.service)
    return `Credential should be scoped to ${scope.service} in ${scope.region} on ${stamp.slice(0, 8)}.`;
  if (!(Math.abs(timeOf(stamp) - scope.nowMs) <= SKEW_MS_MAX)) return `Signature expired: ${stamp}`;
  const names = signed.split(';');
  if (!mustBeSigned(headers).every((name) => names.includes(name))) return 'A header that must be signed is not.';
  const canonical = canonicalRequest(received, names);
  const text = ['AWS4-HMAC-SHA256', stamp, `${date}/${region}/${service}/aws4_request`, hashed(canonical)].join('\n');
  const key = [date, region, service, 'aws4_request'].reduce(mac, Buffer.from(`AWS4${keys.secretAccessKey}`));
  if (!timingSafeEqual(mac(key, text), Buffer.from(signature, 'hex'))) return `${OTHERWISE}\n'${canonical}'`;
  return keys.isExpired === true ? 'The security token included in the request is expired' : undefined;
}

const AUTHORIZATION =
  /^AWS4-HMAC-SHA256 Credential=(?<id>\w+)\/(?<date>\d{8})\/(?<region>[\w-]+)\/(?<service>[\w-]+)\/aws4_request, ?SignedHeaders=(?<signed>[a-z\d;-]+), ?Signature=(?<signature>[\da-f]{64})$/;

const SKEW_MS_MAX = 15 * 60_000;

const OTHERWISE =
  'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.\n\nThe Canonical String for this request should have been';

/** 20150830T123600Z in milliseconds. */
function timeOf(stamp: string): number {
  return Date.parse(stamp.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

function mustBeSigned(headers: IncomingHttpHeaders): string[] {
  return ['host', ...Object.keys(headers).filter((name) => name.startsWith('x-amz-'))];
}

function canonicalRequest({ method, target, headers, body }: Received, names: readonly string[]): string {
  const [path = '', query = ''] = target.split(/\?(.*)/s, 2);
  const lines = names.map(
    (name) =>
      `${name}:${String(headers[name] ?? '')
        .trim()
        .replace(/ +/g, ' ')}\n`,
  );
  return [method, canonicalPath(path), canonicalQuery(query), lines.join(''), names.join(';'), hashed(body)].join('\n');
}

/** Every service but S3 encodes each segment of the path that came once more. */
function canonicalPath(path: string): string {
  return path.split('/').map(encoded).join('/');
}

function canonicalQuery(query: string): string {
  const pairs = query.split('&').filter((pair) => pair !== '');
  const parts = pairs.map((pair) => pair.split(/=(.*)/s, 2).map((part) => encoded(decodeURIComponent(part))));
  return parts
    .map(([name = '', value = '']) => ({ name, value }))
    .toSorted((one, other) => order(one.name, other.name) || order(one.value, other.value))
    .map(({ name, value }) => `${name}=${value}`)
    .join('&');
}

function order(one: string, other: string): number {
  return Buffer.compare(Buffer.from(one), Buffer.from(other));
}

/** Everything but A–Z, a–z, 0–9, hyphen, period, underscore and tilde, byte by byte. */
function encoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const character = String.fromCharCode(byte);
      return /[\w.~-]/.test(character) ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
    })
    .join('');
}

function hashed(content: string | Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

function mac(key: Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
