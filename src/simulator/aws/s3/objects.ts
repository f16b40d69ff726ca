import { createHash } from 'node:crypto';
import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalText, type Refuse, text } from '../requestFields.ts';
import type { StoredObject, World } from '../state.ts';

/**
 * Amazon S3 as far as the product needs it: PutObject, GetObject and HeadObject of whole objects. Every bucket exists,
 * with Object Lock. Not simulated: buckets as resources, versions (so an object that is not put only if new replaces a
 * locked one), the right and the checksum that a lock requires, listings, ranges, multipart uploads, tags, encryption,
 * checksums other than SHA-256.
 */
export function callObjects(world: World, operation: string, input: Input, _caller: Caller): Record<string, unknown> {
  const carryOut = OPERATIONS.get(operation);
  if (carryOut === undefined) throw new AwsFault('NotImplemented', 501, `The operation ${operation} is not simulated.`);
  return carryOut(world, input);
}

const OPERATIONS: ReadonlyMap<string, typeof putObject> = new Map([
  ['PutObject', putObject],
  ['GetObject', getObject],
  ['HeadObject', headObject],
]);

/** S3 API reference, PutObject. */
function putObject(world: World, input: Input): Record<string, unknown> {
  const name = nameOf(input);
  const content = contentIn(input['Body']);
  const digest = createHash('sha256').update(content).digest();
  const checksum = optionalText(input, 'ChecksumSHA256', refuse);
  if (checksum !== undefined && checksum !== digest.toString('base64'))
    throw new AwsFault('BadDigest', 400, 'The SHA256 you specified did not match the calculated checksum.');
  const { objects = {} } = world.state;
  if (optionalText(input, 'IfNoneMatch', refuse, { oneOf: ['*'] }) !== undefined && Object.hasOwn(objects, name))
    throw new AwsFault('PreconditionFailed', 412, 'At least one of the pre-conditions you specified did not hold');
  const lock = lockIn(input, world.state.now);
  const sha256 = digest.toString('hex');
  const contentType = optionalText(input, 'ContentType', refuse) ?? 'binary/octet-stream';
  world.contents.write(sha256, content);
  world.state.objects = {
    ...objects,
    [name]: { sha256, contentType, size: content.length, at: world.state.now, ...(lock && { lock }) },
  };
  return { ETag: tagOf(sha256), ...(checksum !== undefined && { ChecksumSHA256: checksum }) };
}

/** S3 API reference, GetObject. */
function getObject(world: World, input: Input): Record<string, unknown> {
  const object = objectIn(world, input);
  const Body = object === undefined ? undefined : world.contents.read(object.sha256);
  if (object === undefined || Body === undefined)
    throw new AwsFault('NoSuchKey', 404, 'The specified key does not exist.');
  return { ...headOf(object), Body };
}

/** S3 API reference, HeadObject: an error has no body. */
function headObject(world: World, input: Input): Record<string, unknown> {
  const object = objectIn(world, input);
  if (object === undefined) throw new AwsFault('NotFound', 404, 'Not Found');
  return headOf(object);
}

function objectIn({ state }: World, input: Input): StoredObject | undefined {
  const name = nameOf(input);
  return state.objects !== undefined && Object.hasOwn(state.objects, name) ? state.objects[name] : undefined;
}

function headOf({ sha256, contentType, size, at, lock }: StoredObject): Record<string, unknown> {
  return {
    ...{ ContentLength: size, ContentType: contentType, ETag: tagOf(sha256), LastModified: at / 1000 },
    ...(lock && { ObjectLockMode: lock.mode, ObjectLockRetainUntilDate: lock.until / 1000 }),
  };
}

/** S3's reference does not list these errors. They are those of Scality's CloudServer, which follows S3. */
function lockIn(input: Input, now: Instant): StoredObject['lock'] {
  const mode = optionalText(input, 'ObjectLockMode', refuse, { oneOf: ['GOVERNANCE', 'COMPLIANCE'] });
  const until = input['ObjectLockRetainUntilDate'];
  if (mode === undefined && until === undefined) return undefined;
  if (mode === undefined || until === undefined) throw invalid(`${UNTIL} and ${MODE} must both be supplied`);
  if (typeof until !== 'number') throw invalid(`The ${UNTIL} must be a date`);
  if (until * 1000 <= now) throw invalid('The retain until date must be in the future!');
  return { mode, until: until * 1000 };
}

const MODE = 'x-amz-object-lock-mode';
const UNTIL = 'x-amz-object-lock-retain-until-date';

function invalid(message: string): AwsFault {
  return new AwsFault('InvalidArgument', 400, message);
}

/** S3 user guide: names of general purpose buckets, and object keys of at most 1,024 bytes. */
function nameOf(input: Input): string {
  const bucket = text(input, 'Bucket', refuse, { pattern: /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/ });
  return `${bucket}/${text(input, 'Key', refuse, { longest: 1024 })}`;
}

function contentIn(body: unknown): Uint8Array {
  if (body instanceof Uint8Array) return body;
  return typeof body === 'string' ? Buffer.from(body) : Buffer.alloc(0);
}

/** An entity tag says only whether two contents are the same. */
function tagOf(sha256: string): string {
  return `"${sha256.slice(0, 32)}"`;
}

const refuse: Refuse = (field, message) => {
  throw new AwsFault('InvalidArgument', 400, `Invalid Argument: ${field} ${message}`);
};
