import type { Caller } from '../aws/contract.ts';
import type { PolicyStatement } from '../aws/iam/policyEvaluation.ts';

/**
 * What AWS reports about the deployment and its account, as serverless.yml and infra/region.yml define it. Nothing in
 * the local world changes it; tests change it to inject faults.
 */
export interface DeployedAccount {
  site: Caller;
  functions: FunctionTruth[];
  mappings: MappingTruth[];
  rules: RuleTruth[];
  buses: string[];
  scheduleGroups: string[];
  topics: { arn: string; keyId: string }[];
  /** What each role allows, by its ARN. */
  roles: Record<string, PolicyStatement[]>;
  alarms: AlarmTruth[];
  subscriptions: { TopicArn: string; Protocol: string; Endpoint: string; SubscriptionArn: string }[];
  /** Service Quotas, the same in every Region. */
  quotas: { service: string; code: string; name: string; value: number }[];
  networks: NetworkTruth[];
  /** The customer managed key that DRS encrypts volumes with, by Region. Elsewhere it is AWS's key. */
  volumeKeys: Record<string, string>;
  /** The state of the key that signs evidence. */
  evidenceKey: 'Enabled' | 'Disabled' | 'PendingDeletion';
  /** The Object Lock of the evidence bucket; null: none. */
  evidenceLock: Record<string, unknown> | null;
  /** Tables with point-in-time recovery. */
  backedUp: string[];
  /** Queues that were deleted. */
  goneQueues: string[];
  /** Regions in which DRS was never initialized. */
  uninitialised: string[];
  /** The operations that callers may not use: `iam:SimulatePrincipalPolicy`. */
  refused: string[];
  /** Lambda's limit on concurrent executions. */
  concurrency: number;
}

export interface FunctionTruth {
  name: string;
  arn: string;
  roleArn: string;
  timeoutSeconds: number;
  state: string;
  environment: Record<string, string>;
  reserved: number | null;
  /** The destination of failed asynchronous calls. */
  onFailure: string | null;
}

export interface MappingTruth {
  functionName: string;
  sourceArn: string;
  state: string;
  onFailure: string | null;
}

export interface RuleTruth {
  region: string;
  bus: string;
  name: string;
  state: 'ENABLED' | 'DISABLED';
  pattern: unknown;
  targets: { Id: string; Arn: string; RoleArn?: string; DeadLetterConfig?: { Arn: string } }[];
}

export interface AlarmTruth {
  name: string;
  actions: string[];
  actionsEnabled: boolean;
  state: 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';
}

export interface NetworkTruth {
  region: string;
  subnetId: string;
  securityGroupId: string;
  vpcId: string;
  freeAddresses: number;
}
