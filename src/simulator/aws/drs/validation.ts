import { AwsFault, type Caller } from '../contract.ts';
import { describedPage } from '../paging.ts';
import { type Input, optionalText, optionalWhole, type Refuse } from '../requestFields.ts';
import type { SingleQuestion, Site, SourceServer, World } from '../state.ts';

/** Patterns of ids (DRS API reference, 2020-02-26 model). */
export const SOURCE_SERVER_ID = /^s-[0-9a-zA-Z]{17}$/;
export const JOB_ID = /^drsjob-[0-9a-zA-Z]{17}$/;
export const RECOVERY_SNAPSHOT_ID = /^pit-[0-9a-zA-Z]{17}$/;
export const RECOVERY_INSTANCE_ID = /^i-[0-9a-fA-F]{8,}$/;

/** Refuses a field of a DRS call (DRS API reference: ValidationException, reason fieldValidationFailed). */
export const refuseField: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: ${message}`, {
    members: { code: 'ValidationException', reason: 'fieldValidationFailed', fieldList: [{ name: field, message }] },
  });
};

/** Refuses a DRS call as a whole. */
export function refuseCall(message: string): never {
  throw new AwsFault('ValidationException', 400, message, {
    members: { code: 'ValidationException', reason: 'other' },
  });
}

/** The 409 for a busy source server (DRS API reference: ConflictException). The whole call is refused. */
export function refuseBusy(): never {
  const message = 'One or more of the Source Servers included in API call are currently being processed by a Job';
  throw new AwsFault('ConflictException', 409, message, { members: { code: 'ConflictException' } });
}

/** The error for an id that DRS does not know. AWS does not document which one it is, so the faults choose. */
export function refuseUnknown(world: World, resourceType: string, resourceId: string): never {
  const type = world.faults.unknownIdError;
  const status = { ResourceNotFoundException: 404, ValidationException: 400, ConflictException: 409 }[type];
  throw new AwsFault(type, status, `${resourceType} ${resourceId} does not exist`, { members: { code: type } });
}

/** The 404 of the operations that name it in the model. */
export function refuseNotFound(resourceType: string, resourceId: string): never {
  throw new AwsFault('ResourceNotFoundException', 404, `${resourceType} ${resourceId} was not found`, {
    members: { code: 'ResourceNotFoundException', resourceId, resourceType },
  });
}

/**
 * Refuses a read about one server, where configured. IAM user guide, troubleshooting: the message of a denied
 * request.
 */
export function refuseSingle(
  { refuses, sourceServerID }: SourceServer,
  question: SingleQuestion,
  caller: Caller,
): void {
  const how = refuses?.[question];
  if (how === 'QUARANTINED') throw new AwsFault('InternalServerException', 500, 'An internal error occurred');
  if (how === undefined) return;
  const user = `arn:aws:sts::${caller.accountId}:assumed-role/caller/caller`;
  const resource = `arn:aws:drs:${caller.region}:${caller.accountId}:source-server/${sourceServerID}`;
  const why = 'with an explicit deny in a service control policy';
  const message = `User: ${user} is not authorized to perform: drs:${question} on resource: ${resource} ${why}`;
  throw new AwsFault('AccessDeniedException', 403, message, { members: { code: 'AccessDeniedException' } });
}

/** One page of a describe call, under `items` as in all DRS describe calls. */
export function answerPage<Item>(
  world: World,
  input: Input,
  all: readonly Item[],
  keyOf: (item: Item) => string,
  view: (item: Item) => Record<string, unknown>,
): Record<string, unknown> {
  const requested = optionalWhole(input, 'maxResults', refuseField, 1, Number.MAX_SAFE_INTEGER);
  const token = optionalText(input, 'nextToken', refuseField, { longest: 2048 });
  const page = describedPage(world, all, keyOf, requested, token);
  if (page === undefined) return refuseField('nextToken', 'is not a token of this list');
  const items = page.items.map(view);
  return page.nextToken === undefined ? { items } : { items, nextToken: page.nextToken };
}

/** The ARN of a DRS resource. */
export function drsArn(site: Site, kind: 'source-server' | 'job' | 'recovery-instance', id: string): string {
  return `arn:aws:drs:${site.region}:${site.accountId}:${kind}/${id}`;
}
