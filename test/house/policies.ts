import { deploymentOf, type ServerlessFile } from '../../src/simulator/deployment.ts';
import type { PolicyStatement } from '../../src/simulator/iam.ts';

export const ACCOUNT = { accountId: '111122223333', region: 'eu-central-1' };

/** Every setting that gives further rights. */
export const ALL_RIGHTS = {
  ebsKeyArns: 'arn:aws:kms:eu-central-1:111122223333:key/one,arn:aws:kms:eu-central-1:999900001111:key/two',
  instanceProfileRoleArns: 'arn:aws:iam::111122223333:role/shop-server',
  launchActions: 'on',
};

/** The policies that a function's role has, as IAM gets them: with account, partition and parameters in their places. */
export interface GrantedPolicy {
  /** Its name in the template; the role's own policies have the role's. */
  name: string;
  statements: PolicyStatement[];
}

/** The policies that serverless.yml makes with some parameters of the stack. */
export function policiesOf(printed: ServerlessFile, given: Record<string, string>): Policies {
  const stackParameters = Object.entries(given).map(([name, ParameterValue]) => ({
    ParameterKey: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ParameterValue,
  }));
  const file = { ...printed, provider: { ...printed.provider, stackParameters } };
  const { resolve } = deploymentOf(file, ACCOUNT, 'http://127.0.0.1');
  return {
    granted: (functionName) => grantedTo(file, resolve, functionName),
    attached: (name) => attachedTo(file, resolve, name),
  };
}

export interface Policies {
  granted(functionName: string): GrantedPolicy[];
  /** What is attached to the function's role, by name or ARN. */
  attached(functionName: string): string[];
}

type Resolve = (value: unknown) => unknown;

function grantedTo(file: ServerlessFile, resolve: Resolve, functionName: string): GrantedPolicy[] {
  const role = roleOf(functionName);
  const own = (resourceOf(file, role)['Policies'] as unknown[]).map((policy) => ({
    ...(resolve(policy) as object),
    name: role,
  }));
  const managed = attachedTo(file, resolve, functionName)
    .filter((name) => !name.startsWith('arn:'))
    .map((name) => ({ name, ...(resolve(resourceOf(file, name)) as object) }));
  return [...own, ...managed].map((policy) => {
    const { name, PolicyDocument } = policy as unknown as {
      name: string;
      PolicyDocument: { Statement: PolicyStatement[] };
    };
    return { name, statements: PolicyDocument.Statement };
  });
}

function attachedTo(file: ServerlessFile, resolve: Resolve, functionName: string): string[] {
  return [resolve(resourceOf(file, roleOf(functionName))['ManagedPolicyArns']) ?? []].flat().map(String);
}

function roleOf(functionName: string): string {
  return `${functionName.charAt(0).toUpperCase()}${functionName.slice(1)}Role`;
}

function resourceOf(file: ServerlessFile, name: string): Record<string, unknown> {
  const found = file.resources.Resources[name]?.Properties;
  if (found === undefined) throw new Error(`serverless.yml has no ${name}`);
  return found;
}
