import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, onTestFinished, test } from 'vitest';
import { createOtherWorld, type OtherWorld } from '../../../src/simulator/aws/simulatedAws.ts';
import { startWire } from '../../../src/simulator/wire/server.ts';
import { BEGINNING, CALLER } from '../contract.ts';
import { NOBODY } from './double.ts';

test('an SDK with only an endpoint lists source servers, starts its own drill and describes its job', async () => {
  const { world, run } = await given();
  const reported = await run(`
    import { DescribeJobsCommand, DescribeSourceServersCommand, DrsClient, StartRecoveryCommand } from '@aws-sdk/client-drs';
    const drs = new DrsClient();
    const { items } = await drs.send(new DescribeSourceServersCommand({}));
    const sourceServers = items.map(({ sourceServerID }) => ({ sourceServerID }));
    const { job } = await drs.send(new StartRecoveryCommand({ sourceServers, isDrill: true }));
    const described = await drs.send(new DescribeJobsCommand({ filters: { jobIDs: [job.jobID] } }));
    console.log(JSON.stringify(described.items));
  `);
  expect(reported).toMatchObject([
    {
      initiatedBy: 'START_DRILL',
      status: 'PENDING',
      participatingServers: [{ launchStatus: 'PENDING' }, { launchStatus: 'PENDING' }],
    },
  ]);
  expect(world.history.launches).toMatchObject([{ ...CALLER, isDrill: true }]);
});

test('an SDK with only an endpoint reads the instances of its drill in EC2', async () => {
  const { world, run, ids } = await given();
  const sourceServers = ids.map((sourceServerID) => ({ sourceServerID }));
  world.call('drs', 'StartRecovery', { sourceServers, isDrill: true }, CALLER);
  world.advance(world.now() + 1_800_000);
  const reported = await run(`
    import { DescribeInstancesCommand, EC2Client } from '@aws-sdk/client-ec2';
    const Filters = [{ Name: 'tag-key', Values: ['AWSElasticDisasterRecoverySourceServerID'] }];
    const { Reservations } = await new EC2Client().send(new DescribeInstancesCommand({ Filters }));
    console.log(JSON.stringify(Reservations.flatMap((each) => each.Instances.map((instance) => instance.InstanceId)).sort()));
  `);
  expect(reported).toEqual(
    world
      .liveInstances()
      .map((instance) => instance.instanceId)
      .toSorted(),
  );
});

test('an SDK with only an endpoint stays there when it uses the URL of a queue', async () => {
  const { run } = await given();
  const reported = await run(`
    import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
    const sqs = new SQSClient();
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'effects' }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl }));
    console.log(JSON.stringify(Messages.map((message) => message.Body)));
  `);
  expect(reported).toEqual(['hello']);
});

async function given(): Promise<{ world: OtherWorld; ids: string[]; run(script: string): Promise<unknown> }> {
  const world = createOtherWorld({ seed: 1, now: BEGINNING });
  const ids = world.addServers(CALLER, 2);
  const wire = await startWire({ world, port: 0, dynamodbEndpoint: NOBODY });
  onTestFinished(wire.close);
  return { world, ids, run: (script) => run(script, wire.url) };
}

/** Runs a script in a process whose environment holds only what a user of the AWS CLI would set. */
async function run(script: string, endpoint: string): Promise<unknown> {
  const env = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: CALLER.region,
    AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
    AWS_SECRET_ACCESS_KEY: 'example',
  };
  const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { env });
  return JSON.parse(stdout);
}
