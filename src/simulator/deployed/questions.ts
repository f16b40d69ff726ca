import { AwsFault, type Caller } from '../aws/contract.ts';
import type { Input, Refuse } from '../aws/requestFields.ts';
import type { DeployedAccount } from './truth.ts';

/** A question about what is deployed, or about what the account fixes. */
export type Question = (account: DeployedAccount, input: Input, caller: Caller) => Record<string, unknown>;

/** Questions by their service's signing name and their operation. */
export type Questions = [name: string, question: Question][];

/** Refuses what a question lacks. */
export const refuse: Refuse = (field, message) => {
  throw new AwsFault('ValidationException', 400, `Value at '${field}' failed to satisfy constraint: Member ${message}`);
};

/** Whether somebody asks in the Region where the product is deployed. */
export function isAtHome({ site }: DeployedAccount, { region }: Caller): boolean {
  return region === site.region;
}
