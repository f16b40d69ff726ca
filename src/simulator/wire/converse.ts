import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { AwsFault, type Caller } from '../aws.ts';
import type { OtherWorld } from '../otherWorld.ts';
import { cloudTrail } from './cloudTrail.ts';
import { drs } from './drs.ts';
import { ec2 } from './ec2.ts';
import { events } from './events.ts';
import type { Protocol, WireReply, WireRequest } from './exchange.ts';
import { restJsonFault } from './restJson.ts';
import { scheduler } from './scheduler.ts';
import { sns } from './sns.ts';
import { sqs } from './sqs.ts';
import { sts } from './sts.ts';

/** How a request went. */
export interface Told {
  operation: string;
  /** The error's type, when AWS refused, failed or lost its reply. */
  fault?: string;
  /** Null when the work was done and the reply is to be lost. */
  reply: WireReply | null;
  /** What went wrong inside the simulator itself; a fault that AWS would have sent is none. */
  failure?: unknown;
}

/** Reads a request in its service's words, asks the world, and puts the answer into the service's words again. */
export async function converse(
  world: Pick<OtherWorld, 'call'>,
  service: string,
  incoming: IncomingMessage,
  caller: Caller,
  drillId: string | undefined,
): Promise<Told> {
  const requestId = randomUUID();
  const told: Told = { operation: '', reply: null };
  if (!isSpoken(service)) return { ...told, reply: restJsonFault(notSpoken(service), requestId, 'message') };
  const protocol = PROTOCOLS[service];
  try {
    const request = await wholeRequest(incoming);
    const call = protocol.read(request);
    told.operation = call.operation;
    const about = drillId === undefined ? {} : { drillId };
    const output =
      service === 'sts' ? identity(caller) : world.call(service, call.operation, call.input, caller, about);
    return { ...told, reply: protocol.answer(call, output, requestId, request) };
  } catch (error) {
    if (error instanceof AwsFault) {
      return { ...told, fault: error.type, reply: error.replyLost ? null : protocol.fault(error, requestId) };
    }
    const fault = new AwsFault('InternalFailure', 500, `The simulator itself failed: ${String(error)}`);
    return { ...told, reply: protocol.fault(fault, requestId), failure: error };
  }
}

const PROTOCOLS = { drs, ec2, sqs, scheduler, events, sns, sts, cloudtrail: cloudTrail } satisfies Record<
  string,
  Protocol
>;

function isSpoken(service: string): service is keyof typeof PROTOCOLS {
  return Object.hasOwn(PROTOCOLS, service);
}

function notSpoken(service: string): AwsFault {
  const spoken = Object.keys(PROTOCOLS).join(', ');
  return new AwsFault('UnknownOperationException', 404, `The simulator knows ${spoken} and dynamodb, not ${service}.`);
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

function identity(caller: Caller): Record<string, unknown> {
  const { accountId } = caller;
  return { Arn: `arn:aws:iam::${accountId}:root`, UserId: accountId, Account: accountId };
}
