import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { KMSClient } from '@aws-sdk/client-kms';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { PricingClient } from '@aws-sdk/client-pricing';
import { S3Client } from '@aws-sdk/client-s3';
import { SchedulerClient } from '@aws-sdk/client-scheduler';
import { ServiceQuotasClient } from '@aws-sdk/client-service-quotas';
import { SQSClient } from '@aws-sdk/client-sqs';
import { SSMClient } from '@aws-sdk/client-ssm';
import { describe } from 'vitest';
import { createClients } from '../../../src/simulator/aws/inProcessClients.ts';
import { startWire } from '../../../src/simulator/wire/server.ts';
import { reading } from '../contract/reading.ts';
import { type Clients, contract, type Open } from '../contract.ts';
import { clientSettings, NOBODY } from './double.ts';

const onTheWire: Open = async (world, caller) => {
  const wire = await startWire({ world, port: 0, dynamodbEndpoint: NOBODY });
  return { clients: sdkClients(clientSettings(wire.url, caller.region)), close: wire.close };
};

const inMemory: Open = async (world, caller) => {
  // The types cannot show that these are equivalent to the SDK's clients. The contract does.
  const clients = createClients(world, caller) as unknown as Clients;
  return { clients, close: async () => undefined };
};

contract('the simulated AWS on the wire', onTheWire);
contract('the simulated AWS in memory', inMemory);

if (process.env['REMOTE'] === '1') {
  describe('the real AWS', () => reading(async () => sdkClients({})));
}

function sdkClients(settings: Partial<ReturnType<typeof clientSettings>>): Clients {
  return {
    drs: new DrsClient(settings),
    ec2: new EC2Client(settings),
    sqs: new SQSClient(settings),
    scheduler: new SchedulerClient(settings),
    eventbridge: new EventBridgeClient(settings),
    quotas: new ServiceQuotasClient(settings),
    pricing: new PricingClient(settings),
    ssm: new SSMClient(settings),
    lambda: new LambdaClient(settings),
    s3: new S3Client(settings),
    kms: new KMSClient(settings),
  };
}
