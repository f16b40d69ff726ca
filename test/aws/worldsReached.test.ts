import { DescribeJobsCommand, DrsClient, type DrsClientConfig } from '@aws-sdk/client-drs';
import { DescribeInstancesCommand, EC2Client, type EC2ClientConfig } from '@aws-sdk/client-ec2';
import { describe, expect, test } from 'vitest';
import { createWorldReached, worldOf } from '../../src/aws/worldsReached.ts';

describe('an address', () => {
  test.each([
    'drs.eu-central-1.amazonaws.com',
    'drs-fips.us-east-1.amazonaws.com',
    'drs.us-gov-west-1.amazonaws.com',
    'drs.us-east-1.api.aws',
    'drs.cn-north-1.amazonaws.com.cn',
    'ec2.ap-southeast-2.amazonaws.com',
    'vpce-0a1b2c3d-4e5f.drs.eu-central-1.vpce.amazonaws.com',
    'ssm.eu-central-1.amazonaws.com',
    'lambda.eu-central-1.amazonaws.com',
    'dynamodb.eu-west-1.amazonaws.com',
    '111122223333.ddb.eu-west-1.amazonaws.com',
  ])('%s is AWS itself', (hostname) => {
    expect(worldOf({ protocol: 'https:', hostname })).toBe('REAL');
    expect(worldOf({ protocol: 'http:', hostname })).toBe('SIMULATED');
  });

  test.each([
    '127.0.0.1',
    'localhost',
    'drs.eu-central-1.amazonaws.com.example.com',
    'drs.eu-central-1.amazonaws.community',
    'evil-drs.eu-central-1.amazonaws.com',
    'fake-1234.eu-central-1.elb.amazonaws.com',
    'drs.elb.amazonaws.com',
    'abc.execute-api.eu-central-1.amazonaws.com',
    'vpce-0a1b.vpce-svc-0123.eu-central-1.vpce.amazonaws.com',
    's3.eu-central-1.amazonaws.com',
    '',
  ])('%s is not', (hostname) => {
    expect(worldOf({ protocol: 'https:', hostname })).toBe('SIMULATED');
  });
});

describe('the world of the clients', () => {
  test('is null before the first call', () => {
    const reached = createWorldReached();
    reached.follow(drs());
    expect(reached.world()).toBeNull();
  });

  test('is REAL while every call goes to AWS', async () => {
    const reached = createWorldReached();
    await called(reached.follow(drs()).send(new DescribeJobsCommand({})));
    await called(reached.follow(ec2()).send(new DescribeInstancesCommand({})));
    expect(reached.world()).toBe('REAL');
  });

  test('is SIMULATED after one call elsewhere, whatever the other calls do', async () => {
    const reached = createWorldReached();
    await called(reached.follow(drs()).send(new DescribeJobsCommand({})));
    await called(reached.follow(ec2('http://127.0.0.1:1')).send(new DescribeInstancesCommand({})));
    await called(reached.follow(drs()).send(new DescribeJobsCommand({})));
    expect(reached.world()).toBe('SIMULATED');
  });

  test('follows an endpoint set in the environment', async () => {
    process.env['AWS_ENDPOINT_URL_EC2'] = 'http://127.0.0.1:1';
    try {
      const reached = createWorldReached();
      await called(reached.follow(ec2()).send(new DescribeInstancesCommand({})));
      expect(reached.world()).toBe('SIMULATED');
    } finally {
      delete process.env['AWS_ENDPOINT_URL_EC2'];
    }
  });
});

const COMMON = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
  requestHandler: { handle: async () => Promise.reject(new Error('nothing leaves this test')) },
};

function drs(): DrsClient {
  return new DrsClient(COMMON as unknown as DrsClientConfig);
}

function ec2(endpoint?: string): EC2Client {
  return new EC2Client({ ...COMMON, ...(endpoint && { endpoint }) } as unknown as EC2ClientConfig);
}

async function called(answer: Promise<unknown>): Promise<void> {
  await expect(answer).rejects.toThrow('nothing leaves this test');
}
