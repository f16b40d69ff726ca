import { AwsFault } from '../aws/contract.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { restJsonAnswer, restJsonFault } from './restJson.ts';

/** Lambda's wire format (Lambda API reference), for invocations and for reads of function settings. */
export const lambda: Protocol = {
  read,
  answer: (call, output, requestId) =>
    call.operation === 'Invoke' ? payloadReply(output, requestId) : restJsonAnswer(200, output, requestId),
  fault: (fault, requestId) => restJsonFault(fault, requestId, 'message'),
};

const QUESTIONS: readonly [path: RegExp, operation: string][] = [
  [/^\/2015-03-31\/functions\/([^/]+)\/configuration$/, 'GetFunctionConfiguration'],
  [/^\/2019-09-30\/functions\/([^/]+)\/concurrency$/, 'GetFunctionConcurrency'],
  [/^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'],
  [/^\/2015-03-31\/event-source-mappings$/, 'ListEventSourceMappings'],
  [/^\/2016-08-19\/account-settings$/, 'GetAccountSettings'],
];

const INVOCATIONS = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

function read(request: WireRequest): WireCall {
  const invoked = request.method === 'POST' ? INVOCATIONS.exec(request.path)?.[1] : undefined;
  if (invoked !== undefined) return invocation(request, decodeURIComponent(invoked));
  for (const [path, operation] of request.method === 'GET' ? QUESTIONS : []) {
    const found = path.exec(request.path.replace(/\/$/, ''));
    if (found === null) continue;
    const FunctionName = found[1] === undefined ? request.query.get('FunctionName') : decodeURIComponent(found[1]);
    return { operation, input: FunctionName === null ? {} : { FunctionName } };
  }
  const requested = `${request.method} ${request.path}`;
  throw new AwsFault('UnknownOperationException', 404, `The operation ${requested} of Lambda is not simulated.`);
}

/** Lambda API reference, Invoke: the payload is the whole body. */
function invocation({ headers, bytes }: WireRequest, FunctionName: string): WireCall {
  const type = headers['x-amz-invocation-type'];
  const input = { FunctionName, Payload: bytes, ...(typeof type === 'string' && { InvocationType: type }) };
  return { operation: 'Invoke', input };
}

function payloadReply(output: Record<string, unknown>, requestId: string): WireReply {
  const { Payload, FunctionError, ExecutedVersion } = output;
  const headers = {
    'content-type': 'application/json',
    'x-amzn-requestid': requestId,
    'x-amz-executed-version': String(ExecutedVersion),
    ...(FunctionError !== undefined && { 'x-amz-function-error': String(FunctionError) }),
  };
  return { status: 200, headers, body: Payload instanceof Uint8Array ? Payload : '' };
}
