import { AwsFault } from '../aws/contract.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { xmlElement, xmlReply } from './xml.ts';

/**
 * S3's wire format (S3 API reference: REST), with the bucket in the path, for whole objects and the Object Lock of a
 * bucket.
 */
export const s3: Protocol = { read, answer, fault };

const OPERATIONS: Readonly<Record<string, string>> = { PUT: 'PutObject', GET: 'GetObject', HEAD: 'HeadObject' };

function read(request: WireRequest): WireCall {
  const [, locked] = /^\/([^/]+)\/?$/.exec(request.path) ?? [];
  if (locked !== undefined && request.method === 'GET' && request.query.has('object-lock'))
    return { operation: 'GetObjectLockConfiguration', input: { Bucket: locked } };
  const [, Bucket = '', key = ''] = /^\/([^/]+)\/(.+)$/.exec(request.path) ?? [];
  const operation = OPERATIONS[request.method];
  if (operation === undefined || key === '')
    throw new AwsFault('NotImplemented', 501, `${request.method} ${request.path} of S3 is not simulated.`);
  const input = { Bucket, Key: key.split('/').map(decodeURIComponent).join('/') };
  return { operation, input: operation === 'PutObject' ? { ...input, ...contentOf(request) } : input };
}

/** A signed stream has its content in chunks with signatures between them, which this does not read. */
function contentOf({ headers, bytes }: WireRequest): Record<string, unknown> {
  if (String(headers['content-encoding']).includes('aws-chunked'))
    throw new AwsFault('NotImplemented', 501, 'Content in signed chunks is not simulated.');
  const until = headers[UNTIL];
  const date = typeof until === 'string' && { ObjectLockRetainUntilDate: secondsOf(until) };
  return { Body: bytes, ...textsOf(headers, PUT_MEMBERS), ...date };
}

const PUT_MEMBERS: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'if-none-match': 'IfNoneMatch',
  'x-amz-checksum-sha256': 'ChecksumSHA256',
  'x-amz-object-lock-mode': 'ObjectLockMode',
};
const UNTIL = 'x-amz-object-lock-retain-until-date';

/** Seconds since the epoch, or the text itself, which is then refused. */
function secondsOf(date: string): number | string {
  const milliseconds = Date.parse(date);
  return Number.isNaN(milliseconds) ? date : milliseconds / 1000;
}

function textsOf(headers: WireRequest['headers'], names: Readonly<Record<string, string>>): Record<string, string> {
  const found = Object.entries(names).map(([header, member]) => [member, headers[header]]);
  return Object.fromEntries(found.filter(([, value]) => typeof value === 'string'));
}

function answer({ operation }: WireCall, output: Record<string, unknown>, requestId: string): WireReply {
  if (operation === 'GetObjectLockConfiguration')
    return xmlReply(
      200,
      xmlElement('ObjectLockConfiguration', output, (member) => member),
      requestId,
    );
  const { ETag, ContentType, ContentLength, LastModified, ChecksumSHA256, ObjectLockMode, Body } = output;
  const until = output['ObjectLockRetainUntilDate'];
  const headers = {
    'x-amz-request-id': requestId,
    etag: String(ETag),
    ...(typeof ContentType === 'string' && { 'content-type': ContentType }),
    ...(typeof LastModified === 'number' && { 'last-modified': new Date(LastModified * 1000).toUTCString() }),
    ...(typeof ChecksumSHA256 === 'string' && { 'x-amz-checksum-sha256': ChecksumSHA256 }),
    ...(typeof ObjectLockMode === 'string' && { 'x-amz-object-lock-mode': ObjectLockMode }),
    ...(typeof until === 'number' && { [UNTIL]: new Date(until * 1000).toISOString() }),
    ...(operation === 'HeadObject' && { 'content-length': String(ContentLength) }),
  };
  return { status: 200, headers, body: Body instanceof Uint8Array ? Body : '' };
}

/** S3 API reference, REST error responses. */
function fault({ type, message, status }: AwsFault, requestId: string): WireReply {
  const error = { Code: type, Message: message, RequestId: requestId };
  const reply = xmlReply(
    status,
    xmlElement('Error', error, (member) => member),
    requestId,
  );
  return { ...reply, headers: { 'content-type': 'application/xml', 'x-amz-request-id': requestId } };
}
