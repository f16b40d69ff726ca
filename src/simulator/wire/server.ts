import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';
import type { TableRights } from '../dynamodb/tableRights.ts';
import { type AccountAnswers, converse } from './converse.ts';
import { type DynamodbProxy, dynamodbProxy } from './dynamodb.ts';
import type { WireReply } from './exchange.ts';
import { fromHere } from './fromHere.ts';
import { checkedCall } from './tableEndpoint.ts';
import { type TableFault, tableFaultReply } from './tableFault.ts';
import { drillOf, functionOf, regionOf, serviceOf } from './whoAsks.ts';

/** What the endpoint needs. */
export interface WireOptions {
  world: Pick<OtherWorld, 'call'>;
  /** Answers what the world does not: how the deployment is set, and what of the account is fixed. */
  account?: AccountAnswers;
  /** 0 for any free port. */
  port: number;
  /** Where DynamoDB and DynamoDB Streams are served; absent: nowhere. */
  dynamodbEndpoint?: string;
  /** Answers what is asked of the simulator itself, at paths that no service has; undefined for all else. */
  ownEndpoint?: (request: IncomingMessage) => Promise<WireReply | undefined>;
  /** The account that every caller belongs to. */
  accountId?: string;
  onCall?: (call: SeenCall) => void;
  /** Whether functions may make their calls to the table; default all. */
  tableRights?: TableRights;
  /** What the table does wrong with a call; default nothing. */
  tableFault?: (operation: string) => TableFault | undefined;
}

/** What passed over the wire. */
export interface SeenCall {
  service: string;
  operation: string;
  caller: Caller;
  drillId: string | undefined;
  /** Null when the caller never got an answer. */
  status: number | null;
  /** The error's type, when a fault was sent or a reply was lost. */
  fault?: string;
  /** What went wrong inside the simulator itself; a fault that AWS would have sent is none. */
  failure?: unknown;
}

/** The open endpoint. */
export interface Wire {
  port: number;
  url: string;
  close(): Promise<void>;
}

/**
 * Puts the simulated AWS behind one loopback endpoint, in the services' own wire formats. What it does not do: check
 * signatures, or rights but those on the table, wait for messages (long polling), SQS's older query protocol, TLS; of EC2's answers only the
 * members that `ec2.ts` knows, or that are called like their element, keep their names.
 */
export async function startWire(options: WireOptions): Promise<Wire> {
  const dynamodb = options.dynamodbEndpoint === undefined ? undefined : dynamodbProxy(options.dynamodbEndpoint);
  const server = createServer((request, response) => {
    serve(request, response, options, dynamodb).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  // A client must never find that its idle connection was closed under a request: StartRecovery is not retried.
  server.keepAliveTimeout = 0;
  const port = await listening(server, options.port);
  return { port, url: `http://127.0.0.1:${port}`, close: () => closed(server, dynamodb) };
}

const DEFAULT_ACCOUNT_ID = '111122223333';

async function serve(
  request: IncomingMessage,
  response: ServerResponse,
  options: WireOptions,
  dynamodb: DynamodbProxy | undefined,
): Promise<void> {
  if (!fromHere(request.headers)) return send(response, FORBIDDEN);
  const own = await options.ownEndpoint?.(request);
  if (own !== undefined) return send(response, own);
  const service = serviceOf(request);
  const functionName = functionOf(request.headers);
  const place = { accountId: options.accountId ?? DEFAULT_ACCOUNT_ID, region: regionOf(request.headers) };
  const caller: Caller = functionName === undefined ? place : { ...place, functionName };
  const drillId = drillOf(request.headers);
  const requested = { service, caller, drillId };
  const operation = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
  if (service === 'dynamodb' && dynamodb !== undefined && !UNKNOWN_TO_TABLE.has(operation)) {
    await serveTable(request, response, options, dynamodb, { ...requested, operation });
    return;
  }
  const { reply, ...reported } = await converse(options, service, request, caller, drillId);
  options.onCall?.({ ...requested, ...reported, status: reply?.status ?? null });
  send(response, reply);
}

const FORBIDDEN: WireReply = {
  status: 403,
  headers: { 'content-type': 'application/json' },
  body: '{"__type":"AccessDeniedException","message":"Only programs on this machine may ask, no web page"}',
};

/** What the account answers, because the embedded DynamoDB does not know it. */
const UNKNOWN_TO_TABLE = new Set(['DescribeContinuousBackups']);

async function serveTable(
  request: IncomingMessage,
  response: ServerResponse,
  options: WireOptions,
  dynamodb: DynamodbProxy,
  requested: Omit<SeenCall, 'status'>,
): Promise<void> {
  const fault = options.tableFault?.(requested.operation);
  const reported = fault === undefined ? requested : { ...requested, fault };
  const done = (status: number | null) => options.onCall?.({ ...reported, status });
  if (fault === undefined || fault === 'ReplyLost') {
    const checked = await checkedCall(options.tableRights, requested, request);
    const how = { body: checked?.body, losesReply: fault === 'ReplyLost' };
    if (checked?.refusal === undefined) return dynamodb.forward(request, response, done, how);
    done(checked.refusal.status);
    return send(response, checked.refusal);
  }
  const reply = await tableFaultReply(fault, requested.operation, request);
  done(reply.status);
  send(response, reply);
}

function send(response: ServerResponse, reply: WireReply | null): void {
  if (reply === null) {
    response.destroy();
    return;
  }
  const body = Buffer.from(reply.body, 'utf8');
  const length = reply.status === 204 ? {} : { 'content-length': String(body.length) };
  response.writeHead(reply.status, { ...reply.headers, ...length });
  response.end(body);
}

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve(portOf(server.address()));
    });
  });
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('The wire listens on no port.');
  return address.port;
}

function closed(server: Server, dynamodb: DynamodbProxy | undefined): Promise<void> {
  dynamodb?.close();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
