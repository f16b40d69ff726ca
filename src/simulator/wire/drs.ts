import { AwsFault } from '../aws/contract.ts';
import { jsonObject, type Protocol, type WireCall, type WireRequest } from './exchange.ts';
import { restJsonAnswer, restJsonFault } from './restJson.ts';

/**
 * AWS Elastic Disaster Recovery's wire format (DRS API reference: every operation is `POST /<Operation>`, except for
 * tags).
 */
export const drs: Protocol = {
  read: (request) => (request.path.startsWith(TAGS) ? tagCall(request) : namedCall(request)),
  answer: (call, output, requestId) => restJsonAnswer(STATUS[call.operation] ?? 200, output, requestId),
  fault: (fault, requestId) => restJsonFault(fault, requestId, 'message'),
};

const TAGS = '/tags/';

/** DRS API reference: the operations that do not return 200. */
const STATUS: Record<string, number> = { StartRecovery: 202, DeleteJob: 204 };

const TAG_OPERATIONS: Record<string, string> = {
  GET: 'ListTagsForResource',
  POST: 'TagResource',
  DELETE: 'UntagResource',
};

function namedCall(request: WireRequest): WireCall {
  const operation = /^\/([A-Z][A-Za-z]+)$/.exec(request.path)?.[1];
  if (operation === undefined || request.method !== 'POST') throw unknownOperation(request);
  return { operation, input: jsonObject(request.body) };
}

function tagCall(request: WireRequest): WireCall {
  const operation = TAG_OPERATIONS[request.method];
  if (operation === undefined) throw unknownOperation(request);
  const resourceArn = decoded(request.path.slice(TAGS.length));
  if (operation === 'UntagResource')
    return { operation, input: { resourceArn, tagKeys: request.query.getAll('tagKeys') } };
  return { operation, input: { ...jsonObject(request.body), resourceArn } };
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (error) {
    throw new AwsFault('ValidationException', 400, `The resource ARN is not encoded correctly: ${String(error)}`);
  }
}

function unknownOperation(request: WireRequest): AwsFault {
  return new AwsFault('UnknownOperationException', 404, `DRS has no operation at ${request.method} ${request.path}`);
}
