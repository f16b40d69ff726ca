import type { CallersRights } from '../aws/iam/forwardedCall.ts';
import { isAllowed, type PolicyStatement } from '../aws/iam/policyEvaluation.ts';
import type { Deployment, ServerlessFile } from './serverlessFile.ts';

/** A policy of a function's role. The role's inline policies have the role's name. */
export interface GrantedPolicy {
  name: string;
  statements: PolicyStatement[];
}

/**
 * What DRS may do on behalf of the functions that have roles in serverless.yml. Every other caller may do everything.
 */
export function rightsOfFunctions(file: ServerlessFile, deployment: Deployment): CallersRights {
  const known = new Map<string, PolicyStatement[]>();
  return ({ functionName }, call) => {
    if (functionName === undefined) return true;
    const statements = known.get(functionName) ?? statementsOf(grantedTo(file, deployment, functionName));
    known.set(functionName, statements);
    return isAllowed(statements, call);
  };
}

/** The policies of a function's role in serverless.yml, with account and parameters filled in. */
export function grantedTo(file: ServerlessFile, deployment: Deployment, functionName: string): GrantedPolicy[] {
  return grantedToRole(file, deployment, roleOf(file, functionName));
}

/** The same for any role of serverless.yml. */
export function grantedToRole(file: ServerlessFile, deployment: Deployment, role: string): GrantedPolicy[] {
  const resolved = (properties: unknown) => deployment.resolve(properties) as { PolicyDocument: PolicyDocument };
  const own = [propertiesOf(file, role)['Policies']].flat().map((policy) => ({ name: role, ...resolved(policy) }));
  const managed = attachedToRole(file, deployment, role)
    .filter((name) => !name.startsWith('arn:'))
    .map((name) => ({ name, ...resolved(propertiesOf(file, name)) }));
  return [...own, ...managed].map(({ name, PolicyDocument }) => ({ name, statements: PolicyDocument.Statement }));
}

/** The managed policies of a function's role: names from serverless.yml, and ARNs of AWS's own. */
export function attachedTo(file: ServerlessFile, deployment: Deployment, functionName: string): string[] {
  return attachedToRole(file, deployment, roleOf(file, functionName));
}

function attachedToRole(file: ServerlessFile, { resolve }: Deployment, role: string): string[] {
  const attached = resolve(propertiesOf(file, role)['ManagedPolicyArns']);
  return [attached ?? []].flat().map(String);
}

export function statementsOf(granted: GrantedPolicy[]): PolicyStatement[] {
  return granted.flatMap(({ statements }) => statements);
}

interface PolicyDocument {
  Statement: PolicyStatement[];
}

function roleOf(file: ServerlessFile, functionName: string): string {
  const role = file.functions[functionName]?.role;
  if (role === undefined) throw new Error(`serverless.yml names no role for ${functionName}`);
  return role;
}

function propertiesOf(file: ServerlessFile, name: string): Record<string, unknown> {
  const found = file.resources.Resources[name]?.Properties;
  if (found === undefined) throw new Error(`serverless.yml has no ${name}`);
  return found;
}
