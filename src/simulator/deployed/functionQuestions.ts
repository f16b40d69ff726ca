import { AwsFault, type Caller } from '../aws/contract.ts';
import { type Input, text } from '../aws/requestFields.ts';
import { isAtHome, type Question, type Questions, refuse } from './questions.ts';
import type { DeployedAccount, FunctionTruth } from './truth.ts';

const configuration: Question = (account, input, caller) => {
  const { name, arn, roleArn, timeoutSeconds, state, environment } = functionOf(account, input, caller);
  return {
    FunctionName: name,
    FunctionArn: arn,
    Role: roleArn,
    Timeout: timeoutSeconds,
    State: state,
    LastUpdateStatus: 'Successful',
    Environment: { Variables: environment },
  };
};

const concurrency: Question = (account, input, caller) => {
  const { reserved } = functionOf(account, input, caller);
  return reserved === null ? {} : { ReservedConcurrentExecutions: reserved };
};

const eventInvokeConfig: Question = (account, input, caller) => {
  const { onFailure, arn } = functionOf(account, input, caller);
  if (onFailure === null)
    throw new AwsFault('ResourceNotFoundException', 404, `The function ${arn} doesn't have an EventInvokeConfig`);
  return { FunctionArn: arn, DestinationConfig: { OnFailure: { Destination: onFailure } } };
};

const mappings: Question = (account, input, caller) => {
  const { name, arn } = functionOf(account, input, caller);
  const own = account.mappings.filter(({ functionName }) => functionName === name);
  return {
    EventSourceMappings: own.map(({ sourceArn, state, onFailure }) => ({
      FunctionArn: arn,
      EventSourceArn: sourceArn,
      State: state,
      ...(onFailure !== null && { DestinationConfig: { OnFailure: { Destination: onFailure } } }),
    })),
  };
};

const accountSettings: Question = ({ concurrency: most, functions }) => {
  const reserved = functions.reduce((sum, one) => sum + (one.reserved ?? 0), 0);
  return { AccountLimit: { ConcurrentExecutions: most, UnreservedConcurrentExecutions: Math.max(0, most - reserved) } };
};

/** Lambda's read operations (Lambda API reference). */
export const functionQuestions: Questions = [
  ['lambda:GetFunctionConfiguration', configuration],
  ['lambda:GetFunctionConcurrency', concurrency],
  ['lambda:GetFunctionEventInvokeConfig', eventInvokeConfig],
  ['lambda:ListEventSourceMappings', mappings],
  ['lambda:GetAccountSettings', accountSettings],
];

function functionOf(account: DeployedAccount, input: Input, caller: Caller): FunctionTruth {
  // Lambda API reference: a name or an ARN.
  const requested = text(input, 'FunctionName', refuse).split(':').at(-1);
  const found = isAtHome(account, caller) ? account.functions.find(({ name }) => name === requested) : undefined;
  if (found !== undefined) return found;
  const arn = `arn:aws:lambda:${caller.region}:${caller.accountId}:function:${requested}`;
  throw new AwsFault('ResourceNotFoundException', 404, `Function not found: ${arn}`);
}
