import { AwsFault } from '../aws/contract.ts';
import { isAllowed } from '../aws/iam/policyEvaluation.ts';
import { type Input, optionalTexts, structures, text } from '../aws/requestFields.ts';
import { type Question, refuse } from './questions.ts';

/**
 * IAM API reference, SimulatePrincipalPolicy: each action on each resource, evaluated against the policies of
 * serverless.yml.
 */
export const simulatePrincipalPolicy: Question = ({ roles }, input) => {
  const role = text(input, 'PolicySourceArn', refuse);
  const statements = roles[role];
  if (statements === undefined) throw new AwsFault('NoSuchEntity', 404, `The role ${role} cannot be found.`);
  const keys = keysOf(input);
  const resources = optionalTexts(input, 'ResourceArns', refuse) ?? ['*'];
  const results = (optionalTexts(input, 'ActionNames', refuse) ?? []).flatMap((action) =>
    resources.map((resource) => ({
      EvalActionName: action,
      EvalResourceName: resource,
      EvalDecision: isAllowed(statements, { action, resource, keys }) ? 'allowed' : 'implicitDeny',
    })),
  );
  return { EvaluationResults: results, IsTruncated: false };
};

function keysOf(input: Input): Record<string, string[]> {
  return Object.fromEntries(
    structures(input, 'ContextEntries', refuse, 100).map((entry) => [
      text(entry, 'ContextKeyName', refuse),
      optionalTexts(entry, 'ContextKeyValues', refuse) ?? [],
    ]),
  );
}
