import type { Caller } from '../aws/contract.ts';
import { type IamRequest, isAllowed, type PolicyStatement } from '../aws/iam/policyEvaluation.ts';
import { grantedTo, statementsOf } from '../lambda/deployedRights.ts';
import type { Deployment, ServerlessFile } from '../lambda/serverlessFile.ts';

/** Why DynamoDB refuses a call, as IAM words it; undefined when the caller may make it. */
export type TableRights = (caller: Caller, operation: string, input: Record<string, unknown>) => string | undefined;

/** What serverless.yml lets functions do with the table, item by item. Every other caller may do everything. */
export function tableRightsOf(file: ServerlessFile, deployment: Deployment): TableRights {
  const known = new Map<string, PolicyStatement[]>();
  return (caller, operation, input) => {
    const { functionName } = caller;
    if (functionName === undefined) return undefined;
    const statements = known.get(functionName) ?? statementsOf(grantedTo(file, deployment, functionName));
    known.set(functionName, statements);
    const refused = tableRequests(caller, operation, input).find((requested) => !isAllowed(statements, requested));
    return refused && sentence(caller, refused);
  };
}

/**
 * The IAM requests of a call to DynamoDB. A transaction is authorized part by part (DynamoDB developer guide: IAM for
 * transactions), each with the key of its own item (guide: fine-grained access control).
 */
export function tableRequests(caller: Caller, operation: string, input: Record<string, unknown>): IamRequest[] {
  const parts = input['TransactItems'];
  if (!Array.isArray(parts)) return [requestsOf(caller, operation, input, {})];
  return parts.flatMap((part: Record<string, Record<string, unknown>>) =>
    Object.entries(part).map(([kind, of]) =>
      requestsOf(caller, PARTS[kind] ?? kind, of, { 'dynamodb:EnclosingOperation': operation }),
    ),
  );
}

const PARTS: Readonly<Record<string, string>> = {
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  Get: 'GetItem',
  ConditionCheck: 'ConditionCheckItem',
};

function requestsOf(
  { accountId, region }: Caller,
  name: string,
  input: Record<string, unknown>,
  keys: IamRequest['keys'],
): IamRequest {
  const table = `arn:aws:dynamodb:${region}:${accountId}:table/${input['TableName']}`;
  const index = input['IndexName'];
  const leading = leadingKeyIn(input);
  return {
    action: `dynamodb:${name}`,
    resource: index === undefined ? table : `${table}/index/${index}`,
    keys: leading === undefined ? keys : { ...keys, 'dynamodb:LeadingKeys': leading },
  };
}

/** The partition key of a call: from its item, or from its key condition, where it comes first. */
function leadingKeyIn(input: Record<string, unknown>): string | undefined {
  const item = (input['Key'] ?? input['Item']) as Record<string, { S?: string }> | undefined;
  if (item !== undefined) return item['pk']?.S;
  const [, value = ''] = /=\s*(:\w+)/.exec(String(input['KeyConditionExpression'] ?? '')) ?? [];
  const values = input['ExpressionAttributeValues'] as Record<string, { S?: string }> | undefined;
  return values?.[value]?.S;
}

/** IAM user guide, troubleshooting: the message of a denied request. */
function sentence({ accountId, functionName }: Caller, { action, resource }: IamRequest): string {
  const user = `arn:aws:sts::${accountId}:assumed-role/${functionName}/${functionName}`;
  const why = `because no identity-based policy allows the ${action} action`;
  return `User: ${user} is not authorized to perform: ${action} on resource: ${resource} ${why}`;
}
