import { GetFunctionConfigurationCommand, type GetFunctionConfigurationCommandOutput } from '@aws-sdk/client-lambda';
import { ask } from '../aws/calls.ts';
import { inTurns } from '../flow/inTurns.ts';
import { listed, type Settings, settings } from '../handlers/wiring/settings.ts';
import type { Clients } from './clients.ts';
import { unlessNotFound } from './finding.ts';
import { FUNCTIONS, type FunctionName } from './parts.ts';

/** Where the product is or will be deployed. */
export interface Place {
  stage: string;
  /** The Region of the deployment. */
  region: string;
  accountId: string;
  /** `aws`, or the partition of China or GovCloud. */
  partition: string;
}

/** A deployment, as configured in its functions. */
export interface Deployed {
  place: Place;
  functions: Map<FunctionName, FunctionSeen>;
  missing: FunctionName[];
  /** The merged environment of all functions. */
  environment: NodeJS.ProcessEnv;
}

export interface FunctionSeen {
  arn: string;
  roleArn: string;
  timeoutSeconds: number;
  state: string;
  updateStatus: string;
  environment: Record<string, string>;
}

/** Reads the configuration of every function; undefined when none exists. */
export async function readDeployed(clients: Clients, place: Place): Promise<Deployed | undefined> {
  const names = Object.keys(FUNCTIONS) as FunctionName[];
  const seen = await inTurns(names, async (name) => [name, await readFunction(clients, place, name)] as const);
  const functions = new Map(seen.flatMap(([name, found]) => (found === undefined ? [] : [[name, found] as const])));
  if (functions.size === 0) return undefined;
  const environment = Object.assign(
    { AWS_REGION: place.region },
    ...[...functions.values()].map((one) => one.environment),
  );
  const missing = names.filter((name) => !functions.has(name) && isWanted(name, environment));
  return { place, functions, missing, environment };
}

/** There is no probe without subnets for it. */
function isWanted(name: FunctionName, environment: NodeJS.ProcessEnv): boolean {
  return name !== 'probe' || listed(environment['PROBE_SUBNETS']).length > 0;
}

/** The settings of the deployment, or why they are not valid. */
export function settingsOf(environment: NodeJS.ProcessEnv): Settings | Error {
  try {
    return settings(environment);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

/** The name prefix of a deployment. */
export function prefixOf({ stage }: Pick<Place, 'stage'>): string {
  return `drs-drill-${stage}`;
}

/** An ARN in the deployment's account and Region. */
export function arnIn({ partition, region, accountId }: Place, service: string, resource: string): string {
  return `arn:${partition}:${service}:${region}:${accountId}:${resource}`;
}

/** CloudFormation does not revert changes made outside it by itself (CloudFormation user guide: drift). */
export function deployAgain(place: Place): string {
  const { stage, region } = place;
  const command = `npx serverless deploy --stage ${stage} --region ${region}`;
  return `Deploy this version (${command}); if it is deployed, “Detect drift” on the stack ${prefixOf(place)} shows what to restore.`;
}

async function readFunction({ lambda }: Clients, place: Place, name: FunctionName): Promise<FunctionSeen | undefined> {
  const command = new GetFunctionConfigurationCommand({ FunctionName: `${prefixOf(place)}-${name}` });
  const answer = ask<GetFunctionConfigurationCommandOutput>(lambda(place.region), 'GetFunctionConfiguration', command);
  const found = await unlessNotFound(answer);
  if (found === undefined) return undefined;
  return {
    arn: found.FunctionArn ?? '',
    roleArn: found.Role ?? '',
    timeoutSeconds: found.Timeout ?? 0,
    state: found.State ?? 'unknown',
    updateStatus: found.LastUpdateStatus ?? 'unknown',
    environment: found.Environment?.Variables ?? {},
  };
}
