import { AwsFault, type Caller, type Service } from './contract.ts';
import { isUnderWay } from './lambda/functions.ts';
import type { OtherWorld } from './simulatedAws.ts';

/** A command as the AWS SDK makes it. */
export interface SentCommand {
  readonly input: object;
}

/** The part of an AWS SDK client that adapters need. */
export interface InMemoryClient {
  send(command: SentCommand): Promise<Record<string, unknown>>;
}

/** SDK clients of the services, which call the simulated AWS in memory. They never retry. */
export function createClients(world: OtherWorld, caller: Caller): Record<ClientName, InMemoryClient> {
  const client = (service: Service): InMemoryClient => ({
    send: (command) => send(world, caller, service, command),
  });
  return {
    drs: client('drs'),
    ec2: client('ec2'),
    sqs: client('sqs'),
    scheduler: client('scheduler'),
    eventbridge: client('events'),
    quotas: client('servicequotas'),
    pricing: client('pricing'),
    ssm: client('ssm'),
    lambda: client('lambda'),
    s3: client('s3'),
    kms: client('kms'),
  };
}

type ClientName =
  | 'drs'
  | 'ec2'
  | 'sqs'
  | 'scheduler'
  | 'eventbridge'
  | 'quotas'
  | 'pricing'
  | 'ssm'
  | 'lambda'
  | 's3'
  | 'kms';

async function send(
  world: OtherWorld,
  caller: Caller,
  service: Service,
  command: SentCommand,
): Promise<Record<string, unknown>> {
  const operation = command.constructor.name.replace(/Command$/, '');
  try {
    const begun = world.call(service, operation, wireMembers(command.input), caller);
    const answer = isUnderWay(begun) ? await begun.Answered : begun;
    return { ...sdkMembers(service, answer), $metadata: metadata(STATUS[operation] ?? 200) };
  } catch (error) {
    if (error instanceof AwsFault) throw sdkError(service, error);
    throw error;
  }
}

/** DRS API reference: the operations that do not return 200. */
const STATUS: Readonly<Record<string, number>> = { StartRecovery: 202, DeleteJob: 204 };

/** The members as they appear on the wire: undefined ones are left out, timestamps are seconds since the epoch. */
function wireMembers(input: object): Record<string, unknown> {
  const members: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(input)) {
    if (value !== undefined) members[name] = wireValue(value);
  }
  return members;
}

function wireValue(value: unknown): unknown {
  if (value instanceof Date) return value.getTime() / 1000;
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return value.map(wireValue);
  return typeof value === 'object' && value !== null ? wireMembers(value) : value;
}

/** Members that the SDK turns into Date objects. DRS timestamps are plain strings in its model. */
const MOMENTS: Readonly<Partial<Record<Service, ReadonlySet<string>>>> = {
  ec2: new Set(['LaunchTime', 'CreateTime', 'AttachTime', 'StartTime', 'Timestamp']),
  ssm: new Set(['RequestedDateTime', 'ExpiresAfter', 'ResponseStartDateTime']),
  s3: new Set(['LastModified', 'ObjectLockRetainUntilDate']),
  scheduler: new Set(['CreationDate', 'LastModificationDate', 'StartDate', 'EndDate']),
};

function sdkMembers(service: Service, answer: Record<string, unknown>): Record<string, unknown> {
  const moments = MOMENTS[service];
  const { Body, ...members } = answer;
  if (Body instanceof Uint8Array) return { ...sdkMembers(service, members), Body: streamOf(Body) };
  return moments === undefined ? answer : withDates(answer, moments);
}

/** The body of an object, as far as the SDK's own can be read at once. */
function streamOf(content: Uint8Array) {
  return {
    transformToByteArray: async () => content,
    transformToString: async () => Buffer.from(content).toString('utf8'),
  };
}

function withDates(members: object, moments: ReadonlySet<string>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [name, moments.has(name) ? toDate(value) : dated(value, moments)]),
  );
}

function dated(value: unknown, moments: ReadonlySet<string>): unknown {
  if (Array.isArray(value)) return value.map((member: unknown) => dated(member, moments));
  return typeof value === 'object' && value !== null ? withDates(value, moments) : value;
}

function toDate(value: unknown): unknown {
  if (typeof value === 'number') return new Date(value * 1000);
  return typeof value === 'string' ? new Date(value) : value;
}

/** An error shaped like a service exception of the AWS SDK for JavaScript v3, or like a dropped connection. */
function sdkError(service: Service, fault: AwsFault): Error {
  if (fault.replyLost) {
    const lost = new Error('socket hang up');
    return Object.assign(lost, {
      name: 'TimeoutError',
      code: 'ECONNRESET',
      $metadata: { attempts: 1, totalRetryDelay: 0 },
    });
  }
  const error = new Error(fault.message);
  const { retryAfterSeconds } = fault;
  const isText = fault.type === 'ThrottlingException' || fault.type === 'TooManyRequestsException';
  return Object.assign(error, {
    ...fault.members,
    ...(retryAfterSeconds === undefined
      ? {}
      : { retryAfterSeconds: isText ? `${retryAfterSeconds}` : retryAfterSeconds }),
    ...(service === 'ec2' ? { Code: fault.type } : {}),
    name: fault.type,
    message: fault.message,
    $fault: fault.status >= 500 ? 'server' : 'client',
    $metadata: metadata(fault.status),
  });
}

function metadata(httpStatusCode: number): Record<string, unknown> {
  return { httpStatusCode, requestId: '00000000-0000-4000-a000-000000000000', attempts: 1, totalRetryDelay: 0 };
}
