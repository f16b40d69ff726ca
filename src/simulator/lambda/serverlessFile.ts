import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Caller } from '../aws/contract.ts';
import { functionArn, type Names, type Resource, resolveIn } from './cloudFormation.ts';

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

/** The project's folder, where serverless.yml is. */
export const PROJECT = join(import.meta.dirname, '..', '..', '..');

/** Reads serverless.yml through the tool that deploys it, so that there is one truth for wiring; `parameters` are values of its `params`. */
export async function readServerlessFile(parameters: Record<string, string> = {}): Promise<ServerlessFile> {
  const given = Object.entries(parameters).map(([name, value]) => `--param=${name}=${value}`);
  const tool = join(PROJECT, 'node_modules', 'serverless', 'bin', 'serverless.js');
  const options = { cwd: PROJECT, maxBuffer: 16 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, 'print', '--format', 'json', ...given],
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
      events: [...(given.events ?? []), ...rulesFor(file, resolve, functionArn(site, prefix, name))],
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
    {
      handler: string;
      role?: string;
      timeout?: number;
      environment?: Record<string, unknown>;
      /** Where a failed asynchronous call goes. */
      destinations?: { onFailure?: { arn?: unknown } };
      events?: Record<string, unknown>[];
    }
  >;
  resources: {
    Parameters?: Record<string, { Default?: string }>;
    Conditions?: Record<string, unknown>;
    /** What completes resources that the framework makes. */
    extensions?: Record<string, { Properties: Record<string, unknown> }>;
    Resources: Record<string, { Type: string; Condition?: string; Properties?: Record<string, unknown> }>;
  };
}

function resourcesOf(file: ServerlessFile): Record<string, Resource> {
  const entries = Object.entries(file.resources.Resources);
  return Object.fromEntries(entries.map(([id, one]) => [id, { type: one.Type, properties: one.Properties ?? {} }]));
}

/** The rules that stand among the resources, as the framework writes those of functions; one whose condition does not hold is not there. */
function rulesFor({ resources }: ServerlessFile, resolve: Deployment['resolve'], arn: string) {
  return Object.values(resources.Resources).flatMap(({ Type, Condition, Properties = {} }) => {
    if (Type !== 'AWS::Events::Rule') return [];
    if (Condition !== undefined && resolve({ 'Fn::If': [Condition, true, false] }) !== true) return [];
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

/** What is handed to the stack, else the parameter's default. */
function parametersOf({ provider, resources }: ServerlessFile): Record<string, string> {
  const given = new Map(provider.stackParameters?.map((one) => [one.ParameterKey, one.ParameterValue]));
  const declared = Object.entries(resources.Parameters ?? {});
  return Object.fromEntries(declared.map(([name, { Default }]) => [name, given.get(name) ?? Default ?? '']));
}
