import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Caller } from './aws.ts';

/** A function as serverless.yml names it. */
export interface DeployedFunction {
  name: string;
  arn: string;
  /** Its file without the ending, and what it exports. */
  file: string;
  exported: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
  events: Record<string, unknown>[];
}

/** What serverless.yml says, with references resolved to the names that the local world uses. */
export interface Deployment {
  site: Caller;
  functions: DeployedFunction[];
  resources: Record<string, Resource>;
  /** The physical name of a resource that a `Ref` or an ARN stands for. */
  resolve(value: unknown): unknown;
}

export interface Resource {
  type: string;
  properties: Record<string, unknown>;
}

/** The project's folder, where serverless.yml is. */
export const PROJECT = join(import.meta.dirname, '..', '..');

/** Reads serverless.yml through the tool that deploys it, so that there is one truth for wiring; `given` are values of its `params`. */
export async function readServerlessFile(given: Record<string, string> = {}): Promise<ServerlessFile> {
  const tool = join(PROJECT, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const options = { cwd: PROJECT, maxBuffer: 16 * 1024 * 1024 };
  const values = Object.entries(given).map(([name, value]) => `--param=${name}=${value}`);
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, 'print', '--format', 'json', ...values],
    options,
  );
  return JSON.parse(stdout);
}

/** The deployment that a resolved serverless.yml describes, in an account and Region, with its queues behind `queueUrlBase`. */
export function deploymentOf(file: ServerlessFile, site: Caller, queueUrlBase: string): Deployment {
  const resources = resourcesOf(file);
  const prefix = `${file.service}-${file.provider.stage}`;
  const conditions = file.resources.Conditions ?? {};
  const names: Names = { site, resources, parameters: parametersOf(file), conditions, prefix, queueUrlBase };
  const resolve = (value: unknown): unknown => resolveIn(names, value);
  const functions = Object.entries(file.functions).map(([name, given]): DeployedFunction => {
    const [, path = '', exported = ''] = /^(.*)\.(\w+)$/.exec(given.handler) ?? [];
    const environment = { ...file.provider.environment, ...given.environment };
    return {
      name,
      arn: functionArn(site, prefix, name),
      file: path,
      exported,
      timeoutSeconds: given.timeout ?? file.provider.timeout ?? 6,
      environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, String(resolve(value))])),
      events: given.events ?? [],
    };
  });
  return { site, functions, resources, resolve };
}

/** The parts of a resolved serverless.yml that are read. */
export interface ServerlessFile {
  service: string;
  provider: {
    stage: string;
    timeout?: number;
    environment?: Record<string, unknown>;
    stackParameters?: { ParameterKey: string; ParameterValue: string }[];
  };
  functions: Record<
    string,
    { handler: string; timeout?: number; environment?: Record<string, unknown>; events?: Record<string, unknown>[] }
  >;
  resources: {
    Parameters?: Record<string, { Default?: string }>;
    Conditions?: Record<string, unknown>;
    Resources: Record<string, { Type: string; Properties?: Record<string, unknown> }>;
  };
}

interface Names {
  site: Caller;
  resources: Record<string, Resource>;
  /** The stack's parameters with their values. */
  parameters: Record<string, string>;
  conditions: Record<string, unknown>;
  prefix: string;
  queueUrlBase: string;
}

function resourcesOf(file: ServerlessFile): Record<string, Resource> {
  const entries = Object.entries(file.resources.Resources);
  return Object.fromEntries(entries.map(([id, one]) => [id, { type: one.Type, properties: one.Properties ?? {} }]));
}

/** What is handed to the stack, else the parameter's default. */
function parametersOf({ provider, resources }: ServerlessFile): Record<string, string> {
  const given = new Map(provider.stackParameters?.map((one) => [one.ParameterKey, one.ParameterValue]));
  const declared = Object.entries(resources.Parameters ?? {});
  return Object.fromEntries(declared.map(([name, { Default }]) => [name, given.get(name) ?? Default ?? '']));
}

function functionArn({ accountId, region }: Caller, prefix: string, name: string): string {
  return `arn:aws:lambda:${region}:${accountId}:function:${prefix}-${name}`;
}

/** CloudFormation's functions, as far as the file's wiring uses them; what AWS::NoValue stands for is left out. */
function resolveIn(names: Names, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => resolveIn(names, one)).filter((one) => one !== undefined);
  if (typeof value !== 'object' || value === null) return value;
  if ('Ref' in value) return value.Ref === 'AWS::NoValue' ? undefined : reference(names, String(value.Ref));
  if ('Fn::If' in value) return resolveIn(names, chosen(names, value['Fn::If']));
  if ('Fn::Sub' in value) return substituted(names, value['Fn::Sub']);
  if ('Fn::Split' in value) return split(names, value['Fn::Split']);
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
  const condition = names.conditions[String(name)];
  if (condition === undefined) throw new Error(`serverless.yml has no condition ${name}`);
  return holds(names, condition) ? then : otherwise;
}

function holds(names: Names, condition: unknown): boolean {
  const [[operator, operands] = []] = Object.entries(condition as object);
  if (operator === 'Fn::Not') return !holds(names, operands[0]);
  if (operator !== 'Fn::Equals') throw new Error(`the local world does not decide ${operator}`);
  const [one, other] = resolveIn(names, operands) as unknown[];
  return one === other;
}

function split(names: Names, operands: unknown): string[] {
  const [separator, text] = resolveIn(names, operands) as string[];
  return (text ?? '').split(separator ?? ',');
}

function substituted(names: Names, text: unknown): string {
  if (typeof text !== 'string') throw new Error('the local world resolves Fn::Sub only with a text');
  return text.replace(/\$\{([^}]+)\}/g, (_all, name: string) => reference(names, name));
}

function reference({ site, resources, parameters, queueUrlBase }: Names, id: string): string {
  const value = parameters[id];
  if (value !== undefined) return value;
  if (id === 'AWS::AccountId') return site.accountId;
  if (id === 'AWS::Region') return site.region;
  if (id === 'AWS::Partition') return 'aws';
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
  const { accountId, region } = names.site;
  const place = `${region}:${accountId}`;
  if (attribute === 'StreamArn') return `stream of ${name}`;
  if (attribute === 'Arn' && resource.type === 'AWS::SQS::Queue') return `arn:aws:sqs:${place}:${name}`;
  if (attribute === 'Arn' && resource.type === 'AWS::IAM::Role') return `arn:aws:iam::${accountId}:role/${name}`;
  throw new Error(`the local world does not resolve ${id}.${attribute}`);
}

function known(resources: Record<string, Resource>, id: string): Resource {
  const resource = resources[id];
  if (resource === undefined) throw new Error(`serverless.yml has no resource ${id}`);
  return resource;
}

function physicalName({ properties }: Resource, id: string): string {
  const name = properties['TableName'] ?? properties['QueueName'] ?? properties['TopicName'] ?? properties['Name'];
  return typeof name === 'string' ? name : id;
}
