import { AwsFault } from '../aws.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { xmlElement, xmlReply } from './xml.ts';

/** The one operation of STS that people and tools begin with: who am I? (STS API reference: GetCallerIdentity). */
export const sts: Protocol = { read, answer, fault };

function read(request: WireRequest): WireCall {
  const operation = new URLSearchParams(request.body).get('Action') ?? '';
  if (operation === 'GetCallerIdentity') return { operation, input: {} };
  throw new AwsFault('InvalidAction', 400, 'Of STS, only GetCallerIdentity is simulated.');
}

function answer(call: WireCall, output: Record<string, unknown>, requestId: string): WireReply {
  const result = xmlElement(`${call.operation}Result`, output, asIs);
  const metadata = xmlElement('ResponseMetadata', { RequestId: requestId }, asIs);
  const name = `${call.operation}Response`;
  return xmlReply(
    200,
    `<${name} xmlns="https://sts.amazonaws.com/doc/2011-06-15/">${result}${metadata}</${name}>`,
    requestId,
  );
}

function fault(thrown: AwsFault, requestId: string): WireReply {
  const error = { Type: 'Sender', Code: thrown.type, Message: thrown.message };
  return xmlReply(thrown.status, xmlElement('ErrorResponse', { Error: error, RequestId: requestId }, asIs), requestId);
}

const asIs = (member: string) => member;
