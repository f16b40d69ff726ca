import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { DrsClient } from '@aws-sdk/client-drs';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { IAMClient } from '@aws-sdk/client-iam';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import { STSClient } from '@aws-sdk/client-sts';
import type { AwsClient } from '../aws/calls.ts';

/** The clients of all services, by Region. */
export type Clients = { readonly [Name in keyof typeof KINDS]: (region: string) => AwsClient };

/** Clients with the default AWS credential chain, created on first use. */
export function createClients(): Clients {
  const entries = Object.entries(KINDS).map(([name, Kind]) => [
    name,
    byRegion((region) => new Kind({ region, ...SETTINGS })),
  ]);
  return Object.fromEntries(entries) as Clients;
}

const KINDS = {
  cloudwatch: CloudWatchClient,
  drs: DrsClient,
  dynamodb: DynamoDBClient,
  ec2: EC2Client,
  events: EventBridgeClient,
  iam: IAMClient,
  kms: KMSClient,
  lambda: LambdaClient,
  quotas: ServiceQuotasClient,
  s3: S3Client,
  scheduler: SchedulerClient,
  sns: SNSClient,
  sqs: SQSClient,
  sts: STSClient,
};

/** Many calls may be throttled, so they are retried with backoff. */
const SETTINGS = { maxAttempts: 6 };

function byRegion(make: (region: string) => AwsClient): (region: string) => AwsClient {
  const made = new Map<string, AwsClient>();
  return (region) => {
    const client = made.get(region) ?? make(region);
    made.set(region, client);
    return client;
  };
}
