import type { Caller } from '../aws/contract.ts';

/** What references are resolved with: a stack's resources, parameters and conditions. */
export interface Names {
  site: Caller;
  resources: Record<string, Resource>;
  /** The stack's parameters with their values. */
  parameters: Record<string, string>;
  conditions: Record<string, unknown>;
  prefix: string;
  queueUrlBase: string;
}

/** A resource of the stack. */
export interface Resource {
  type: string;
  properties: Record<string, unknown>;
}

/** Resolves the CloudFormation functions that the file's wiring uses. Values of AWS::NoValue are left out. */
export function resolveIn(names: Names, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveIn(names, one)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return value.Ref === 'AWS::NoValue' ? undefined : reference(names, String(value.Ref));
  if ('Fn::If' in value) return resolveIn(names, chosen(names, value['Fn::If']));
  if ('Fn::Sub' in value) return substituted(names, value['Fn::Sub']);
  if ('Fn::Split' in value) return split(names, value['Fn::Split']);
  if ('Fn::Join' in value) return joined(names, value['Fn::Join']);
  if ('Fn::GetAtt' in value) {
    const path = value['Fn::GetAtt'];
    const [id, attribute] = Array.isArray(path) ? path.map(String) : String(path).split('.');
    return attributeOf(names, id ?? '', attribute ?? '');
  }
  const unknown = Object.keys(value).find((key) => key.startsWith('Fn::'));
  if (unknown !== undefined) throw new Error(`the local world does not resolve ${unknown}: ${JSON.stringify(value)}`);
  const entries = Object.entries(value).map(([key, one]) => [key, resolveIn(names, one)]);
  return Object.fromEntries(entries.filter(([, one]) => one !== undefined));
}

function chosen(names: Names, choice: unknown): unknown {
  const [name, then, otherwise] = Array.isArray(choice) ? choice : [];
  return named(names, String(name)) ? then : otherwise;
}

function named(names: Names, name: string): boolean {
  const condition = names.conditions[name];
  if (condition === undefined) throw new Error(`serverless.yml has no condition ${name}`);
  return holds(names, condition);
}

function holds(names: Names, condition: unknown): boolean {
  const [[operator, operands] = []] = Object.entries(condition as object);
  if (operator === 'Condition') return named(names, operands);
  if (operator === 'Fn::Not') return !holds(names, operands[0]);
  if (operator === 'Fn::And') return operands.every((one: unknown) => holds(names, one));
  if (operator !== 'Fn::Equals') throw new Error(`the local world does not evaluate ${operator}`);
  const [one, other] = resolveIn(names, operands) as unknown[];
  return one === other;
}

function split(names: Names, operands: unknown): string[] {
  const [separator, text] = resolveIn(names, operands) as string[];
  return (text ?? '').split(separator ?? ',');
}

function joined(names: Names, operands: unknown): string {
  const [delimiter, parts] = resolveIn(names, operands) as [string, string[]];
  return parts.join(delimiter);
}

function substituted(names: Names, text: unknown): string {
  if (typeof text !== 'string') throw new Error('the local world resolves Fn::Sub only with a text');
  return text.replace(/\$\{([^}]+)\}/g, (_all, name: string) => {
    const [id = '', attribute] = name.split('.');
    return attribute === undefined ? reference(names, id) : attributeOf(names, id, attribute);
  });
}

function reference({ site, resources, parameters, queueUrlBase }: Names, id: string): string {
  const value = parameters[id];
  if (value !== undefined) return value;
  if (id === 'AWS::AccountId') return site.accountId;
  if (id === 'AWS::Region') return site.region;
  if (id === 'AWS::Partition') return 'aws';
  if (id === 'AWS::URLSuffix') return 'amazonaws.com';
  const resource = known(resources, id);
  const name = physicalName(resource, id);
  if (resource.type === 'AWS::SNS::Topic') return `arn:aws:sns:${site.region}:${site.accountId}:${name}`;
  if (resource.type !== 'AWS::SQS::Queue') return name;
  return `${queueUrlBase}/${site.accountId}/${name}`;
}

function attributeOf(names: Names, id: string, attribute: string): string {
  const lambda = /^(\w+)LambdaFunction$/.exec(id)?.[1];
  if (lambda !== undefined && attribute === 'Arn') {
    return functionArn(names.site, names.prefix, `${lambda.charAt(0).toLowerCase()}${lambda.slice(1)}`);
  }
  const resource = known(names.resources, id);
  const name = physicalName(resource, id);
  if (attribute === 'StreamArn') return `stream of ${name}`;
  const arn = attribute === 'Arn' ? ARNS[resource.type]?.(names.site, name) : undefined;
  if (arn === undefined) throw new Error(`the local world does not resolve ${id}.${attribute}`);
  return arn;
}

/** Service authorization reference: the forms of ARNs. */
const ARNS: Readonly<Record<string, (site: Caller, name: string) => string>> = {
  'AWS::SQS::Queue': ({ accountId, region }, name) => `arn:aws:sqs:${region}:${accountId}:${name}`,
  'AWS::DynamoDB::Table': ({ accountId, region }, name) => `arn:aws:dynamodb:${region}:${accountId}:table/${name}`,
  'AWS::IAM::Role': ({ accountId }, name) => `arn:aws:iam::${accountId}:role/${name}`,
  'AWS::Events::EventBus': ({ accountId, region }, name) => `arn:aws:events:${region}:${accountId}:event-bus/${name}`,
  'AWS::S3::Bucket': (_site, name) => `arn:aws:s3:::${name}`,
  'AWS::KMS::Key': ({ accountId, region }, name) => `arn:aws:kms:${region}:${accountId}:key/${name}`,
};

function known(resources: Record<string, Resource>, id: string): Resource {
  const resource = resources[id];
  if (resource === undefined) throw new Error(`serverless.yml has no resource ${id}`);
  return resource;
}

function physicalName({ type, properties }: Resource, id: string): string {
  // Names of buckets have no capitals (S3 user guide: bucket naming rules).
  if (type === 'AWS::S3::Bucket') return id.toLowerCase();
  const name = properties['TableName'] ?? properties['QueueName'] ?? properties['TopicName'] ?? properties['Name'];
  return typeof name === 'string' ? name : id;
}

/** The ARN of a function, by its name in serverless.yml. */
export function functionArn({ accountId, region }: Caller, prefix: string, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${prefix}-${name}`;
}
