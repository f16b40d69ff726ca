import diagnostics from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import type { ForwardedCall } from '../../src/simulator/aws/iam/forwardedCall.ts';
import { tableRequests } from '../../src/simulator/dynamodb/tableRights.ts';
import { FUNCTION_HEADER } from '../../src/simulator/lambda/callTags.ts';

/** What a function asked of AWS: the action as IAM names it, and what it was on, where that matters. */
export interface RecordedCall {
  functionName: string;
  action: string;
  on: 'index' | 'other';
  /** The partitions of the table that it names. */
  keys?: string[];
  isInTransaction?: boolean;
  /** What DRS did in the function's name; absent: the function's own call. */
  forwarded?: ForwardedCall;
}

/** Writes down every call that functions make from here on, transactions by their parts, until it is closed. */
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
  // The simulator's own proxy passes such calls on, piece by piece.
  if (prefix.startsWith('DynamoDB') && body === '') return [];
  if (prefix.startsWith('DynamoDB')) return tableActions(operation, JSON.parse(body));
  const service = /\/([a-z0-9-]+)\/aws4_request/.exec(String(request.getHeader('authorization')))?.[1] ?? '';
  const named = operation || new URLSearchParams(body).get('Action') || pathOperation(service, request);
  return [{ action: `${service}:${named}`, on: 'other' }];
}

/** By the simulator's own reading of what IAM is asked. */
function tableActions(operation: string, input: Record<string, unknown>): Called[] {
  return tableRequests(NOWHERE, operation, input).map(({ action, resource, keys }) => ({
    action,
    on: resource.includes('/index/') ? 'index' : 'other',
    keys: [keys['dynamodb:LeadingKeys'] ?? []].flat(),
    isInTransaction: keys['dynamodb:EnclosingOperation'] !== undefined,
  }));
}

/** Only what the call names matters here. */
const NOWHERE = { accountId: '', region: '' };

/** DRS has its operations in the path; of the Scheduler only one is called. */
function pathOperation(service: string, { method, path }: ClientRequest): string {
  if (service === 'scheduler' && method === 'POST') return 'CreateSchedule';
  return path.slice(1).split('?')[0] ?? '';
}

function textOf(chunk: unknown): string {
  if (typeof chunk === 'string') return chunk;
  return chunk instanceof Uint8Array ? Buffer.from(chunk).toString('utf8') : '';
}
