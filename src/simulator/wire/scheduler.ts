import { AwsFault } from '../aws/contract.ts';
import { jsonObject, type Protocol, type WireCall, type WireRequest } from './exchange.ts';
import { restJsonAnswer, restJsonFault } from './restJson.ts';

/** EventBridge Scheduler's wire format (EventBridge Scheduler API reference). */
export const scheduler: Protocol = {
  read: (request) => (request.path === LIST ? listCall(request) : (groupCall(request) ?? scheduleCall(request))),
  answer: (_call, output, requestId) => restJsonAnswer(200, output, requestId),
  fault: (fault, requestId) => restJsonFault(fault, requestId, 'Message'),
};

const LIST = '/schedules';

const OPERATIONS: Record<string, string> = {
  POST: 'CreateSchedule',
  GET: 'GetSchedule',
  PUT: 'UpdateSchedule',
  DELETE: 'DeleteSchedule',
};

/** Names in the query string differ from the members' (EventBridge Scheduler API reference: ListSchedules). */
const LIST_MEMBERS: Record<string, string> = {
  ScheduleGroup: 'GroupName',
  NamePrefix: 'NamePrefix',
  State: 'State',
  NextToken: 'NextToken',
};

function listCall(request: WireRequest): WireCall {
  if (request.method !== 'GET') throw unknownOperation(request);
  const input: Record<string, unknown> = {};
  for (const [parameter, member] of Object.entries(LIST_MEMBERS)) {
    const value = request.query.get(parameter);
    if (value !== null) input[member] = value;
  }
  const maxResults = request.query.get('MaxResults');
  if (maxResults !== null) input['MaxResults'] = Number(maxResults);
  return { operation: 'ListSchedules', input };
}

function groupCall({ method, path }: WireRequest): WireCall | undefined {
  const Name = /^\/schedule-groups\/([0-9a-zA-Z\-_.]+)$/.exec(path)?.[1];
  return Name === undefined || method !== 'GET' ? undefined : { operation: 'GetScheduleGroup', input: { Name } };
}

function scheduleCall(request: WireRequest): WireCall {
  const name = /^\/schedules\/([0-9a-zA-Z\-_.]+)$/.exec(request.path)?.[1];
  const operation = OPERATIONS[request.method];
  if (name === undefined || operation === undefined) throw unknownOperation(request);
  const input: Record<string, unknown> = { ...jsonObject(request.body), Name: name };
  const groupName = request.query.get('groupName');
  if (groupName !== null) input['GroupName'] = groupName;
  const clientToken = request.query.get('clientToken');
  if (clientToken !== null) input['ClientToken'] = clientToken;
  return { operation, input };
}

function unknownOperation(request: WireRequest): AwsFault {
  return new AwsFault(
    'UnknownOperationException',
    404,
    `Scheduler has no operation at ${request.method} ${request.path}`,
  );
}
