import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsFault, type Caller, type Service } from '../aws/contract.ts';
import { isUnderWay } from '../aws/lambda/functions.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';
import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import { drs } from './drs.ts';
import { ec2 } from './ec2.ts';
import { events } from './events.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { kms } from './kms.ts';
import { lambda } from './lambda.ts';
import { queryProtocol } from './query.ts';
import { restJsonFault } from './restJson.ts';
import { s3 } from './s3.ts';
import { scheduler } from './scheduler.ts';
import { sqs } from './sqs.ts';

/** The result of a request. */
export interface Report {
  operation: string;
  /** The error's type, when AWS refused the call, failed or lost its response. */
  fault?: string;
  /** Null when the call was carried out and the response is to be lost. */
  reply: WireReply | null;
  /** An internal error of the simulator, as opposed to a fault that AWS would send. */
  failure?: unknown;
}

/** Answers reads about the account and its deployment. Undefined for everything that the simulated AWS handles. */
export type AccountAnswers = (
  service: string,
  operation: string,
  input: Record<string, unknown>,
  caller: Caller,
) => Record<string, unknown> | undefined;

/** What answers a request. */
export interface Answering {
  world: Pick<OtherWorld, 'call'>;
  account?: AccountAnswers;
}

/** Decodes a request by its service's protocol, calls the account or the simulated AWS, and encodes the response. */
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
    const begun =
      account(service, call.operation, call.input, caller) ??
      (service === 'sts' ? identity(call, caller) : inWorld(world, service, call, caller, drillId));
    const output = isUnderWay(begun) ? await begun.Answered : begun;
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
  throw new AwsFault('UnknownOperationException', 404, `The operation ${operation} of ${service} is not simulated.`);
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
  pricing: awsJson('AWSPriceListService.', '1.1'),
  ssm: awsJson('AmazonSSM.', '1.1'),
  s3,
  kms,
} satisfies Record<string, Protocol>;

const IN_WORLD: readonly string[] = [
  'drs',
  'ec2',
  'sqs',
  'scheduler',
  'events',
  'sns',
  'cloudtrail',
  'servicequotas',
  'pricing',
  'ssm',
  'lambda',
  's3',
  'kms',
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

/** More than the largest payload of a function, 6 MB (Lambda developer guide: quotas). Other requests are smaller. */
const BODY_BYTES_MAX = 8 * 1024 * 1024;

async function wholeRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of incoming) {
    length += chunk.length;
    if (length <= BODY_BYTES_MAX) chunks.push(chunk);
  }
  if (length > BODY_BYTES_MAX)
    throw new AwsFault('RequestEntityTooLarge', 413, `A request may have at most ${BODY_BYTES_MAX} bytes.`);
  const [path = '/', query = ''] = (incoming.url ?? '/').split('?', 2);
  const bytes = Buffer.concat(chunks);
  return {
    method: incoming.method ?? '',
    path,
    query: new URLSearchParams(query),
    headers: incoming.headers,
    bytes,
    body: bytes.toString('utf8'),
  };
}

/** The one STS operation that people and tools call first: who am I? (STS API reference: GetCallerIdentity). */
function identity({ operation }: WireCall, { accountId }: Caller): Record<string, unknown> {
  if (operation !== 'GetCallerIdentity')
    throw new AwsFault('InvalidAction', 400, 'Only GetCallerIdentity of STS is simulated.');
  return { Arn: `arn:aws:iam::${accountId}:root`, UserId: accountId, Account: accountId };
}
