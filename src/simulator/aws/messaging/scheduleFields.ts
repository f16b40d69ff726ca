import { AwsFault, type Caller } from '../contract.ts';
import type { Instant } from '../instant.ts';
import type { Input, Refuse } from '../requestFields.ts';

/** Refuses a request as EventBridge Scheduler does. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: Member ${message}`);
};

/** The ARN of a schedule. */
export function arnOf(caller: Caller, group: string, name: string): string {
  return `arn:aws:scheduler:${caller.region}:${caller.accountId}:schedule/${group}/${name}`;
}

/** A timestamp: seconds since the epoch. */
export function momentOf(input: Input, field: string): Instant | undefined {
  const value = input[field];
  if (value === undefined || value === null) return undefined;
  return typeof value === 'number' ? value * 1000 : refuse(field, 'must be a timestamp');
}
