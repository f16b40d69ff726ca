import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsFault, type Caller, type Service } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';
import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import { drs } from './drs.ts';
import { ec2 } from './ec2.ts';
import { events } from './events.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { lambda } from './lambda.ts';
import { queryProtocol } from './query.ts';
import { restJsonFault } from './restJson.ts';
import { scheduler } from './scheduler.ts';
import { sqs } from './sqs.ts';

/** How a request went. */
export interface Report {
  operation: string;
  /** The error's type, when AWS refused, failed or lost its reply. */
  fault?: string;
  /** Null when the work was done and the reply is to be lost. */
  reply: WireReply | null;
  /** What went wrong inside the simulator itself; a fault that AWS would have sent is none. */
  failure?: unknown;
}

/** Answers what the account tells of itself and of what is deployed in it; undefined for all that happens in the world. */
export type AccountAnswers = (
  service: string,
  operation: string,
  input: Record<string, unknown>,
  caller: Caller,
) => Record<string, unknown> | undefined;

/** Who answers. */
export interface Answering {
  world: Pick<OtherWorld, 'call'>;
  account?: AccountAnswers;
}

/** Reads a request in its service's words, asks the account or the world, and puts the answer into the service's words again. */
export async function converse(
  { world, account = () => undefined }: Answering,
  service: string,
  incoming: IncomingMessage,
  caller: Caller,
  drillId: string | undefined,
): Promise<Report> {
  const requestId = randomUUID();
  const reported: Report = { operation: '', reply: null };
  if (!isSpoken(service)) return { ...reported, reply: restJsonFault(notSpoken(service), requestId, 'message') };
  const protocol = PROTOCOLS[service];
  try {
    const request = await wholeRequest(incoming);
    const call = protocol.read(request);
    reported.operation = call.operation;
    const output =
      account(service, call.operation, call.input, caller) ??
      (service === 'sts' ? identity(call, caller) : inWorld(world, service, call, caller, drillId));
    return { ...reported, reply: protocol.answer(call, output, requestId, request) };
  } catch (error) {
    if (error instanceof AwsFault) {
      return { ...reported, fault: error.type, reply: error.replyLost ? null : protocol.fault(error, requestId) };
    }
    const fault = new AwsFault('InternalFailure', 500, `The simulator itself failed: ${String(error)}`);
    return { ...reported, reply: protocol.fault(fault, requestId), failure: error };
  }
}

function inWorld(
  world: Pick<OtherWorld, 'call'>,
  service: keyof typeof PROTOCOLS,
  { operation, input }: WireCall,
  caller: Caller,
  drillId: string | undefined,
): Record<string, unknown> {
  const about = drillId === undefined ? {} : { drillId };
  if (isInWorld(service)) return world.call(service, operation, input, caller, about);
  throw new AwsFault('UnknownOperationException', 404, `Of ${service}, ${operation} is not simulated.`);
}

/** An AWS JSON service by its target. */
function awsJson(target: string, version: '1.0' | '1.1'): Protocol {
  return {
    read: (request) => awsJsonCall(request, target),
    answer: (_call, output, requestId) => awsJsonAnswer(output, requestId, version),
    fault: (fault, requestId) => awsJsonFault(fault, requestId, version),
  };
}

const PROTOCOLS = {
  drs,
  ec2,
  sqs,
  scheduler,
  events,
  sns: queryProtocol('http://sns.amazonaws.com/doc/2010-03-31/'),
  sts: queryProtocol('https://sts.amazonaws.com/doc/2011-06-15/'),
  iam: queryProtocol('https://iam.amazonaws.com/doc/2010-05-08/'),
  lambda,
  dynamodb: awsJson('DynamoDB_20120810.', '1.0'),
  monitoring: awsJson('GraniteServiceVersion20100801.', '1.0'),
  cloudtrail: awsJson('CloudTrail_20131101.', '1.1'),
  servicequotas: awsJson('ServiceQuotasV20190624.', '1.1'),
} satisfies Record<string, Protocol>;

const IN_WORLD: readonly string[] = [
  'drs',
  'ec2',
  'sqs',
  'scheduler',
  'events',
  'sns',
  'cloudtrail',
] satisfies Service[];

function isInWorld(service: string): service is Service {
  return IN_WORLD.includes(service);
}

function isSpoken(service: string): service is keyof typeof PROTOCOLS {
  return Object.hasOwn(PROTOCOLS, service);
}

function notSpoken(service: string): AwsFault {
  const spoken = Object.keys(PROTOCOLS).join(', ');
  return new AwsFault('UnknownOperationException', 404, `The simulator knows ${spoken}, not ${service}.`);
}

/** Twice the largest message of SQS, 1 MiB (SQS developer guide: message quotas), which nothing else comes near. */
const BODY_BYTES_MAX = 2 * 1024 * 1024;

async function wholeRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming) {
    bytes += chunk.length;
    if (bytes <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  if (bytes > BODY_BYTES_MAX)
    throw new AwsFault('RequestEntityTooLarge', 413, `A request may have ${BODY_BYTES_MAX} bytes.`);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const body = Buffer.concat(chunks).toString('utf8');
  return {
    method: incoming.method ?? '',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    body,
  };
}

/** The one operation of STS that people and tools begin with: who am I? (STS API reference: GetCallerIdentity). */
function identity({ operation }: WireCall, { accountId }: Caller): Record<string, unknown> {
  if (operation !== 'GetCallerIdentity')
    throw new AwsFault('InvalidAction', 400, 'Of STS, only GetCallerIdentity is simulated.');
  return { Arn: `arn:aws:iam::${accountId}:root`, UserId: accountId, Account: accountId };
}
