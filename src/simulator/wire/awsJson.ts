import { AwsFault } from '../aws/contract.ts';
import { jsonObject, retryAfter, type WireCall, type WireReply, type WireRequest } from './exchange.ts';

/**
 * The operation that `X-Amz-Target` names, with the body as its input (Smithy: AWS JSON 1.0 and 1.1 protocols). Some
 * clients write the service's full name before the prefix (botocore:
 * `com.amazonaws.cloudtrail.v20131101.CloudTrail_20131101.`).
 */
export function awsJsonCall(request: WireRequest, targetPrefix: string): WireCall {
  const target = String(request.headers['x-amz-target'] ?? '');
  const named = target.lastIndexOf(targetPrefix);
  if (request.method !== 'POST' || named < 0 || (named > 0 && target[named - 1] !== '.')) {
    throw new AwsFault('UnknownOperationException', 404, `X-Amz-Target must begin with ${targetPrefix}`);
  }
  return { operation: target.slice(named + targetPrefix.length), input: jsonObject(request.body) };
}

/** A response of an AWS JSON service. */
export function awsJsonAnswer(output: Record<string, unknown>, requestId: string, version: '1.0' | '1.1'): WireReply {
  return { status: 200, headers: awsJsonHeaders(requestId, version), body: JSON.stringify(output) };
}

/** An error of an AWS JSON service. Its type is the body's `__type`, in some services with a namespace before it. */
export function awsJsonFault(fault: AwsFault, requestId: string, version: '1.0' | '1.1', namespace = ''): WireReply {
  const headers = { ...awsJsonHeaders(requestId, version), ...retryAfter(fault) };
  const body = JSON.stringify({ __type: `${namespace}${fault.type}`, message: fault.message, ...fault.members });
  return { status: fault.status, headers, body };
}

function awsJsonHeaders(requestId: string, version: string): Record<string, string> {
  return { 'content-type': `application/x-amz-json-${version}`, 'x-amzn-requestid': requestId };
}
