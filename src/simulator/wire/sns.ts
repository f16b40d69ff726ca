import { AwsFault } from '../aws.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { xmlElement, xmlReply } from './xml.ts';

/** SNS's wire format (SNS API reference: query requests; Smithy: AWS query protocol), for flat texts. */
export const sns: Protocol = { read, answer, fault };

function read(request: WireRequest): WireCall {
  const { Action, Version: _version, ...input } = Object.fromEntries(new URLSearchParams(request.body));
  if (Action === undefined) throw new AwsFault('MissingAction', 400, 'The request must contain the parameter Action.');
  return { operation: Action, input };
}

function answer(call: WireCall, output: Record<string, unknown>, requestId: string): WireReply {
  const result = xmlElement(`${call.operation}Result`, output, asIs);
  const metadata = xmlElement('ResponseMetadata', { RequestId: requestId }, asIs);
  const name = `${call.operation}Response`;
  return xmlReply(200, `<${name} xmlns="${NAMESPACE}">${result}${metadata}</${name}>`, requestId);
}

function fault(thrown: AwsFault, requestId: string): WireReply {
  const error = { Type: 'Sender', Code: thrown.type, Message: thrown.message };
  return xmlReply(thrown.status, xmlElement('ErrorResponse', { Error: error, RequestId: requestId }, asIs), requestId);
}

const NAMESPACE = 'http://sns.amazonaws.com/doc/2010-03-31/';

const asIs = (member: string) => member;
