import { attachedTo, type GrantedPolicy, grantedTo } from '../../src/simulator/lambda/deployedRights.ts';
import { deploymentOf, type ServerlessFile } from '../../src/simulator/lambda/serverlessFile.ts';

export const ACCOUNT = { accountId: '111122223333', region: 'eu-central-1' };

/** Every setting that grants further rights. */
export const ALL_RIGHTS = {
  ebsKeyArns: 'arn:aws:kms:eu-central-1:111122223333:key/one,arn:aws:kms:eu-central-1:999900001111:key/two',
  instanceProfileRoleArns: 'arn:aws:iam::111122223333:role/shop-server',
  launchActions: 'on',
  probeSubnets: 'subnet-00000000',
  probeSecurityGroups: 'sg-00000000',
  checkDocuments: 'Shop-CheckOrders',
  checkFunctions: 'arn:aws:lambda:eu-west-1:111122223333:function:judge',
  evidenceRetention: 'GOVERNANCE',
};

/** The policies of the functions' roles, and managed policies attached to a role. */
export interface Policies {
  granted(functionName: string): GrantedPolicy[];
  attached(functionName: string): string[];
}

/** The policies of serverless.yml with some parameters of the stack. */
export function policiesOf(printed: ServerlessFile, given: Record<string, string>): Policies {
  const stackParameters = Object.entries(given).map(([name, ParameterValue]) => ({
    ParameterKey: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    ParameterValue,
  }));
  const file = { ...printed, provider: { ...printed.provider, stackParameters } };
  const deployment = deploymentOf(file, ACCOUNT, 'http://127.0.0.1');
  return {
    granted: (functionName) => grantedTo(file, deployment, functionName),
    attached: (functionName) => attachedTo(file, deployment, functionName),
  };
}
