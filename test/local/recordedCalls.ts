import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { ForwardedCall } from '../../src/simulator/aws/iam/forwardedCall.ts';
import { tableRequests } from '../../src/simulator/dynamodb/tableRights.ts';
import { FUNCTION_HEADER } from '../../src/simulator/lambda/callTags.ts';

/** A call of a function to AWS: the IAM action and, where it matters, its resource. */
export interface RecordedCall {
  functionName: string;
  action: string;
  on: 'index' | 'other';
  /** The partitions of the table in the call. */
  keys?: string[];
  isInTransaction?: boolean;
  /** Set for a call that DRS made on behalf of the function. */
  forwarded?: ForwardedCall;
}

/** Records every call of functions until it is closed, with transactions split into their parts. */
export function recordCalls(): { calls: RecordedCall[]; close(): void } {
  const calls: RecordedCall[] = [];
  const created = (message: unknown) => {
    const { request } = message as { request: ClientRequest };
    const end = request.end.bind(request);
    request.end = ((chunk?: unknown, ...rest: never[]) => {
      const functionName = request.getHeader(FUNCTION_HEADER);
      if (typeof functionName === 'string') {
        calls.push(...actionsOf(request, textOf(chunk)).map((called) => ({ functionName, ...called })));
      }
      return end(chunk as never, ...rest);
    }) as typeof request.end;
  };
  diagnostics.subscribe(CHANNEL, created);
  return { calls, close: () => void diagnostics.unsubscribe(CHANNEL, created) };
}

const CHANNEL = 'http.client.request.created';

type Called = Omit<RecordedCall, 'functionName'>;

function actionsOf(request: ClientRequest, body: string): Called[] {
  const target = String(request.getHeader('x-amz-target') ?? '');
  const [prefix = '', operation = ''] = target.split('.');
  // The simulator's proxy forwards such calls in chunks.
  if (prefix.startsWith('DynamoDB') && body === '') return [];
  if (prefix.startsWith('DynamoDB')) return tableActions(operation, JSON.parse(body));
  const service = /\/([a-z0-9-]+)\/aws4_request/.exec(String(request.getHeader('authorization')))?.[1] ?? '';
  const named = operation || new URLSearchParams(body).get('Action') || pathOperation(service, request);
  // Only calls to AWS are signed. The probe calls applications.
  if (service === '') return [];
  const called: Called = { action: `${service}:${named}`, on: 'other' };
  // S3 API reference, PutObject: the headers of Object Lock need a right of their own.
  const locks = service === 's3' && request.hasHeader('x-amz-object-lock-mode');
  return locks ? [called, { action: 's3:PutObjectRetention', on: 'other' }] : [called];
}

/** Uses the simulator's mapping of requests to IAM actions. */
function tableActions(operation: string, input: Record<string, unknown>): Called[] {
  return tableRequests(NOWHERE, operation, input).map(({ action, resource, keys }) => ({
    action,
    on: resource.includes('/index/') ? 'index' : 'other',
    keys: [keys['dynamodb:LeadingKeys'] ?? []].flat(),
    isInTransaction: keys['dynamodb:EnclosingOperation'] !== undefined,
  }));
}

/** The site does not matter here. */
const NOWHERE = { accountId: '', region: '' };

/** DRS has its operations in the path, the Scheduler and S3 in the method. The only call to Lambda is Invoke. */
function pathOperation(service: string, { method, path }: ClientRequest): string {
  if (service === 'lambda') return 'InvokeFunction';
  if (service === 's3') return S3[method] ?? method;
  if (service === 'scheduler') return path.startsWith('/schedules?') ? 'ListSchedules' : (SCHEDULER[method] ?? method);
  return path.slice(1).split('?')[0] ?? '';
}

/** S3 user guide, actions: HeadObject needs the right to read. */
const S3: Record<string, string> = { PUT: 'PutObject', GET: 'GetObject', HEAD: 'GetObject' };

const SCHEDULER: Record<string, string> = {
  POST: 'CreateSchedule',
  PUT: 'UpdateSchedule',
  GET: 'GetSchedule',
  DELETE: 'DeleteSchedule',
};

function textOf(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk;
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : '';
}
