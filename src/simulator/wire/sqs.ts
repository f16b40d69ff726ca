import type { AwsFault } from '../aws/contract.ts';
import { awsJsonAnswer, awsJsonCall, awsJsonFault } from './awsJson.ts';
import type { Protocol, WireReply, WireRequest } from './exchange.ts';

/** SQS's wire format (SQS developer guide: AWS JSON protocol). */
export const sqs: Protocol = {
  read: (request) => awsJsonCall(request, 'AmazonSQS.'),
  answer: (_call, output, requestId, request) => awsJsonAnswer(withLocalUrls(output, request), requestId, '1.0'),
  fault: faultWithQueryCode,
};

/** SQS errors with another code in the older query protocol (SQS model: awsQueryError), which SDKs show. */
const QUERY_CODES: Record<string, string> = {
  QueueDoesNotExist: 'AWS.SimpleQueueService.NonExistentQueue',
};

function faultWithQueryCode(fault: AwsFault, requestId: string): WireReply {
  const reply = awsJsonFault(fault, requestId, '1.0', 'com.amazonaws.sqs#');
  const blame = fault.status < 500 ? 'Sender' : 'Receiver';
  reply.headers['x-amzn-query-error'] = `${QUERY_CODES[fault.type] ?? fault.type};${blame}`;
  return reply;
}

/** The SDK sends its next request to the host in the queue's URL (AWS SDK for JavaScript: useQueueUrlAsEndpoint). */
function withLocalUrls(output: Record<string, unknown>, request: WireRequest): Record<string, unknown> {
  const local = (url: unknown) => (typeof url === 'string' ? localUrl(url, request) : url);
  const changed = { ...output };
  if ('QueueUrl' in output) changed['QueueUrl'] = local(output['QueueUrl']);
  if (Array.isArray(output['QueueUrls'])) changed['QueueUrls'] = output['QueueUrls'].map(local);
  return changed;
}

function localUrl(url: string, request: WireRequest): string {
  return `http://${request.headers.host ?? '127.0.0.1'}${new URL(url).pathname}`;
}
