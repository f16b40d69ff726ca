import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Caller } from '../aws/contract.ts';
import type { OtherWorld } from '../aws/simulatedAws.ts';
import type { TableRights } from '../dynamodb/tableRights.ts';
import { type AccountAnswers, converse } from './converse.ts';
import { type DynamodbProxy, dynamodbProxy } from './dynamodb.ts';
import type { WireReply } from './exchange.ts';
import { fromHere } from './fromHere.ts';
import { drillOf, functionOf, regionOf, serviceOf } from './requestHeaders.ts';
import { checkedCall } from './tableEndpoint.ts';
import { type TableFault, tableFaultReply } from './tableFault.ts';

/** The options of the endpoint. */
export interface WireOptions {
  world: Pick<OtherWorld, 'call'>;
  /**
   * Answers what the simulated AWS does not: the settings of the deployment, and the fixed properties of the account.
   */
  account?: AccountAnswers;
  /** 0 for any free port. */
  port: number;
  /** Where DynamoDB and DynamoDB Streams are served; absent: not served. */
  dynamodbEndpoint?: string;
  /** Answers requests to the simulator itself, at paths that no AWS service has. Undefined for all others. */
  ownEndpoint?: (request: IncomingMessage) => Promise<WireReply | undefined>;
  /** The account that every caller belongs to. */
  accountId?: string;
  onCall?: (call: SeenCall) => void;
  /** Whether functions may make their calls to the table; default: all. */
  tableRights?: TableRights;
  /** The fault of a call to the table; default: none. */
  tableFault?: (operation: string) => TableFault | undefined;
}

/** A call seen on the wire. */
export interface SeenCall {
  service: string;
  operation: string;
  caller: Caller;
  drillId: string | undefined;
  /** Null when the caller never got a response. */
  status: number | null;
  /** The error's type, when a fault was sent or a response was lost. */
  fault?: string;
  /** An internal error of the simulator, as opposed to a fault that AWS would send. */
  failure?: unknown;
}

/** The open endpoint. */
export interface Wire {
  port: number;
  url: string;
  close(): Promise<void>;
}

/**
 * Serves the simulated AWS at one loopback endpoint, in the services' own wire formats. Not simulated: signatures,
 * permissions except those on the table, long polling, SQS's older query protocol, TLS. In EC2 responses, only
 * members that `ec2.ts` knows, or whose name equals their element, keep their names.
 */
export async function startWire(options: WireOptions): Promise<Wire> {
  const dynamodb = options.dynamodbEndpoint === undefined ? undefined : dynamodbProxy(options.dynamodbEndpoint);
  const server = createServer((request, response) => {
    serve(request, response, options, dynamodb).catch((error: unknown) => {
      response.destroy(error instanceof Error ? error : new Error(String(error)));
    });
  });
  // A client must never find its idle connection closed when it sends a request: StartRecovery is not retried.
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
  body: '{"__type":"AccessDeniedException","message":"Only programs on this machine may call this, not web pages"}',
};

/** Answered by the account, because the embedded DynamoDB does not support it. */
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
  const body = typeof reply.body === 'string' ? Buffer.from(reply.body, 'utf8') : reply.body;
  const hasLength = reply.status === 204 || 'content-length' in reply.headers;
  const length = hasLength ? {} : { 'content-length': String(body.length) };
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
  if (address === null || typeof address === 'string') throw new Error('The endpoint does not listen on a port.');
  return address.port;
}

function closed(server: Server, dynamodb: DynamodbProxy | undefined): Promise<void> {
  dynamodb?.close();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
