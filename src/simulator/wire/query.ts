import { AwsFault } from '../aws/contract.ts';
import type { Protocol, WireCall, WireReply, WireRequest } from './exchange.ts';
import { listItems, parameterTree, type Tree } from './parameterTree.ts';
import { TEXT_ITEM, xmlElement, xmlReply } from './xml.ts';

/** The wire format of SNS, STS and IAM (Smithy: AWS query protocol): forms in, XML out. */
export function queryProtocol(namespace: string): Protocol {
  return {
    read,
    answer: (call, output, requestId) => answer(namespace, call, output, requestId),
    fault,
  };
}

function read(request: WireRequest): WireCall {
  const parameters = new URLSearchParams(request.body);
  const operation = parameters.get('Action');
  if (operation === null) throw new AwsFault('MissingAction', 400, 'The request must contain the parameter Action.');
  parameters.delete('Action');
  parameters.delete('Version');
  return { operation, input: membersOf(parameterTree(parameters)) };
}

function membersOf(tree: Tree): Record<string, unknown> {
  return Object.fromEntries(Object.entries(tree).map(([name, value]) => [name, memberOf(value)]));
}

/** A list is a structure with the single member `member`. */
function memberOf(value: string | Tree): unknown {
  if (typeof value === 'string') return value;
  const { member, ...more } = value;
  const items = Object.keys(more).length === 0 && typeof member === 'object' ? listItems(member) : undefined;
  return items === undefined ? membersOf(value) : items.map(memberOf);
}

function answer(namespace: string, call: WireCall, output: Record<string, unknown>, requestId: string): WireReply {
  const result = xmlElement(`${call.operation}Result`, output, nameOf);
  const metadata = xmlElement('ResponseMetadata', { RequestId: requestId }, nameOf);
  const name = `${call.operation}Response`;
  return xmlReply(200, `<${name} xmlns="${namespace}">${result}${metadata}</${name}>`, requestId);
}

function fault(thrown: AwsFault, requestId: string): WireReply {
  const error = { Type: 'Sender', Code: thrown.type, Message: thrown.message };
  const body = xmlElement('ErrorResponse', { Error: error, RequestId: requestId }, nameOf);
  return xmlReply(thrown.status, body, requestId);
}

function nameOf(member: string): string {
  return member === TEXT_ITEM || member === 'Item' ? 'member' : member;
}
