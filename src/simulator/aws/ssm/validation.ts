import { AwsFault } from '../contract.ts';
import type { Refuse } from '../requestFields.ts';

/** Refuses a member of a call to Systems Manager. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: ${message}`);
};
