import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Caller } from '../aws/contract.ts';
import { functionArn, type Names, type Resource, resolveIn } from './cloudFormation.ts';
import { readYaml } from './cloudFormationYaml.ts';
import { resolveVariables } from './serverlessVariables.ts';

/** A function as serverless.yml names it. */
export interface DeployedFunction {
  name: string;
  arn: string;
  /** Its file without the extension, and the name of its export. */
  file: string;
  exported: string;
  timeoutSeconds: number;
  environment: Record<string, string>;
  events: Record<string, unknown>[];
}

/** The content of serverless.yml, with references resolved to the names that the local world uses. */
export interface Deployment {
  site: Caller;
  functions: DeployedFunction[];
  resources: Record<string, Resource>;
  /** The physical name of a resource, from a `Ref` or an ARN. */
  resolve(value: unknown): unknown;
}

/**
 * Reads serverless.yml and the files it names, with variables resolved like the deployment tool does. A test compares
 * both, because the tool takes seconds. `parameters` are values of its `params`.
 */
export function readServerlessFile(parameters: Record<string, string> = {}): ServerlessFile {
  const read = (path: string) => readYaml(readFileSync(join(PROJECT, path), 'utf8'));
  const files = new Map<string, unknown>();
  const readOnce = (path: string) => files.get(path) ?? files.set(path, read(path)).get(path);
  const root = readOnce('serverless.yml');
  const resolved = resolveVariables({ root, read: readOnce, parameters }, root) as Written;
  return { ...resolved, resources: merged(resolved.resources) };
}

/** The project's folder, which holds serverless.yml. A build of the simulator lies deeper in it than this file. */
export const PROJECT = folderWith('serverless.yml', import.meta.dirname);

/**
 * The deployment described by a resolved serverless.yml, in an account and Region, with its queues behind
 * `queueUrlBase`.
 */
export function deploymentOf(file: ServerlessFile, site: Caller, queueUrlBase: string): Deployment {
  const resources = resourcesOf(file);
  const prefix = `${file.service}-${file.provider.stage}`;
  const conditions = file.resources.Conditions ?? {};
  const names: Names = { site, resources, parameters: parametersOf(file), conditions, prefix, queueUrlBase };
  const resolve = (value: unknown): unknown => resolveIn(names, value);
  const there = Object.entries(file.functions).filter(([name]) => isThere(file, name, resolve));
  const functions = there.map(([name, given]): DeployedFunction => {
    const [, path = '', exported = ''] = /^(.*)\.(\w+)$/.exec(given.handler) ?? [];
    const environment = { ...file.provider.environment, ...given.environment };
    return {
      name,
      arn: functionArn(site, prefix, name),
      file: path,
      exported,
      timeoutSeconds: given.timeout ?? file.provider.timeout ?? 6,
      environment: Object.fromEntries(Object.entries(environment).map(([key, value]) => [key, String(resolve(value))])),
      events: [...(given.events ?? []), ...rulesFor(file, resolve, functionArn(site, prefix, name))],
    };
  });
  return { site, functions, resources, resolve };
}

/** The parts of a resolved serverless.yml that are used. */
export interface ServerlessFile {
  service: string;
  params: { default: Record<string, unknown> };
  provider: {
    stage: string;
    timeout?: number;
    environment?: Record<string, unknown>;
    stackParameters?: { ParameterKey: string; ParameterValue: string }[];
  };
  functions: Record<
    string,
    {
      handler: string;
      role?: string;
      timeout?: number;
      environment?: Record<string, unknown>;
      /** The destination of failed asynchronous calls. */
      destinations?: { onFailure?: { arn?: unknown } };
      events?: Record<string, unknown>[];
    }
  >;
  resources: {
    Parameters?: Record<string, { Default?: string }>;
    Conditions?: Record<string, unknown>;
    /** Extensions of resources that the framework creates. */
    extensions?: Record<string, { Condition?: string; Properties: Record<string, unknown> }>;
    Resources: Record<string, { Type: string; Condition?: string; Properties?: Record<string, unknown> }>;
  };
}

/** As the framework allows: a list of parts, each with some of the template's sections. */
type Written = Omit<ServerlessFile, 'resources'> & { resources: Partial<ServerlessFile['resources']>[] };

function merged(parts: Written['resources']): ServerlessFile['resources'] {
  const whole: Record<string, unknown> = {};
  for (const [section, content] of parts.flatMap((part) => Object.entries(part))) {
    whole[section] = typeof content === 'object' ? { ...Object(whole[section]), ...content } : content;
  }
  return whole as unknown as ServerlessFile['resources'];
}

function folderWith(file: string, folder: string): string {
  if (existsSync(join(folder, file))) return folder;
  if (dirname(folder) === folder) throw new Error(`there is no ${file}`);
  return folderWith(file, dirname(folder));
}

function resourcesOf(file: ServerlessFile): Record<string, Resource> {
  const entries = Object.entries(file.resources.Resources);
  return Object.fromEntries(entries.map(([id, one]) => [id, { type: one.Type, properties: one.Properties ?? {} }]));
}

/** An extension may bind a function to a condition. */
function isThere({ resources }: ServerlessFile, functionName: string, resolve: Deployment['resolve']): boolean {
  const resource = `${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}LambdaFunction`;
  return isMade(resources.extensions?.[resource]?.Condition, resolve);
}

function isMade(condition: string | undefined, resolve: Deployment['resolve']): boolean {
  return condition === undefined || resolve({ 'Fn::If': [condition, true, false] }) === true;
}

/**
 * The rules among the resources, in the form that the framework uses for functions. A rule whose condition is false
 * is left out.
 */
function rulesFor({ resources }: ServerlessFile, resolve: Deployment['resolve'], arn: string) {
  return Object.values(resources.Resources).flatMap(({ Type, Condition, Properties = {} }) => {
    if (Type !== 'AWS::Events::Rule') return [];
    if (!isMade(Condition, resolve)) return [];
    const { EventBusName: eventBus, EventPattern: pattern, Targets } = Properties;
    return (resolve(Targets) as Target[])
      .filter(({ Arn }) => Arn === arn)
      .map(({ RetryPolicy, DeadLetterConfig }) => {
        const retryPolicy = { maximumRetryAttempts: RetryPolicy?.MaximumRetryAttempts };
        return { eventBridge: { eventBus, pattern, retryPolicy, deadLetterQueueArn: DeadLetterConfig?.Arn } };
      });
  });
}

interface Target {
  Arn: string;
  RetryPolicy?: { MaximumRetryAttempts?: number };
  DeadLetterConfig?: { Arn?: string };
}

/** The values given to the stack, else the parameters' defaults. */
function parametersOf({ provider, resources }: ServerlessFile): Record<string, string> {
  const given = new Map(provider.stackParameters?.map((one) => [one.ParameterKey, one.ParameterValue]));
  const declared = Object.entries(resources.Parameters ?? {});
  return Object.fromEntries(declared.map(([name, { Default }]) => [name, given.get(name) ?? Default ?? '']));
}
