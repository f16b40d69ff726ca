import { SimulatePrincipalPolicyCommand, type SimulatePrincipalPolicyCommandOutput } from '@aws-sdk/client-iam';
import { type AwsClient, ask, everyPage } from '../aws/calls.ts';
import type { Right } from './right.ts';

/** The actions of a right that a role lacks, with the kind of resource. */
export async function refusedOf(
  client: AwsClient,
  PolicySourceArn: string,
  { actions, resources, keys = {} }: Right,
): Promise<string[]> {
  const ContextEntries = Object.entries(keys).map(([ContextKeyName, value]) => ({
    ContextKeyName,
    ContextKeyValues: [value].flat(),
    ContextKeyType: typeOf(value),
  }));
  const answer = {
    PolicySourceArn,
    ActionNames: [...actions],
    ResourceArns: [...resources],
    ...(ContextEntries.length > 0 && { ContextEntries }),
  };
  const results = await everyPage(
    ({ nextToken: Marker }) =>
      ask<SimulatePrincipalPolicyCommandOutput>(
        client,
        'SimulatePrincipalPolicy',
        new SimulatePrincipalPolicyCommand({ ...answer, ...(Marker && { Marker }) }),
      ),
    (page) => page.Marker,
    (page) => page.EvaluationResults,
  );
  return results.flatMap(({ EvalActionName, EvalResourceName, EvalDecision, ResourceSpecificResults = [] }) => {
    const decisions = [
      EvalDecision,
      ...ResourceSpecificResults.map(({ EvalResourceDecision }) => EvalResourceDecision),
    ];
    return decisions.every((one) => one === 'allowed') ? [] : [`${EvalActionName}${kindOf(EvalResourceName)}`];
  });
}

/** IAM API reference, ContextEntry. */
function typeOf(value: string | readonly string[]): 'boolean' | 'string' | 'stringList' {
  if (typeof value !== 'string') return 'stringList';
  return value === 'true' ? 'boolean' : 'string';
}

/** The resource kind of an ARN, as ` on source-server`. */
function kindOf(resource = '*'): string {
  const kind = /^arn:(?:[^:]*:){4}([a-z-]+)[/:]/.exec(resource)?.[1];
  return kind === undefined ? '' : ` on ${kind}`;
}
