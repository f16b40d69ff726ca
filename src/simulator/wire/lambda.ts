import { AwsFault } from '../aws/contract.ts';
import type { Protocol, WireCall, WireRequest } from './exchange.ts';
import { restJsonAnswer, restJsonFault } from './restJson.ts';

/** Lambda's wire format (Lambda API reference), for reads of function settings. */
export const lambda: Protocol = {
  read,
  answer: (_call, output, requestId) => restJsonAnswer(200, output, requestId),
  fault: (fault, requestId) => restJsonFault(fault, requestId, 'message'),
};

const QUESTIONS: readonly [path: RegExp, operation: string][] = [
  [/^\/2015-03-31\/functions\/([^/]+)\/configuration$/, 'GetFunctionConfiguration'],
  [/^\/2019-09-30\/functions\/([^/]+)\/concurrency$/, 'GetFunctionConcurrency'],
  [/^\/2019-09-25\/functions\/([^/]+)\/event-invoke-config$/, 'GetFunctionEventInvokeConfig'],
  [/^\/2015-03-31\/event-source-mappings$/, 'ListEventSourceMappings'],
  [/^\/2016-08-19\/account-settings$/, 'GetAccountSettings'],
];

function read(request: WireRequest): WireCall {
  for (const [path, operation] of request.method === 'GET' ? QUESTIONS : []) {
    const found = path.exec(request.path.replace(/\/$/, ''));
    if (found === null) continue;
    const FunctionName = found[1] === undefined ? request.query.get('FunctionName') : decodeURIComponent(found[1]);
    return { operation, input: FunctionName === null ? {} : { FunctionName } };
  }
  const requested = `${request.method} ${request.path}`;
  throw new AwsFault('UnknownOperationException', 404, `The operation ${requested} of Lambda is not simulated.`);
}
