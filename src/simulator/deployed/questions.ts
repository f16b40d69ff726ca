import { AwsFault, type Caller } from '../aws/contract.ts';
import type { Input, Refuse } from '../aws/requestFields.ts';
import type { DeployedAccount } from './truth.ts';

/** A read operation about the deployment, or about fixed properties of the account. */
export type Question = (account: DeployedAccount, input: Input, caller: Caller) => Record<string, unknown>;

/** Read operations by their service's signing name and operation. */
export type Questions = [name: string, question: Question][];

/** Refuses an invalid input. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: Member ${message}`);
};

/** Whether the caller is in the Region where the product is deployed. */
export function isAtHome({ site }: DeployedAccount, { region }: Caller): boolean {
  return region === site.region;
}
