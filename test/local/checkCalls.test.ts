import { EC2Client, GetConsoleScreenshotCommand } from '@aws-sdk/client-ec2';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { HeadObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ListCommandInvocationsCommand, SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FUNCTION_HEADER } from '../../src/simulator/lambda/callTags.ts';
import { type LocalWorld, startLocalWorld } from '../../src/simulator/local/localWorld.ts';
import { clientSettings } from '../simulator/wire/double.ts';
import { recordCalls } from './recordedCalls.ts';

let local: LocalWorld;
beforeAll(async () => {
  const log = { info: () => undefined, error: () => undefined };
  local = await startLocalWorld({ apiPort: 0, awsPort: 0, speed: 500, seed: 1, folder: undefined, log });
}, 60_000);
afterAll(() => local?.stop());

test('a function of the deployment answers whoever invokes it', async () => {
  const lambda = new LambdaClient(clientSettings(local.awsUrl, local.site.region));
  const [deployed] = local.backstage.deployment.functions.filter(({ name }) => name === 'getOpenapi');
  const { FunctionError, Payload } = await lambda.send(
    new InvokeCommand({ FunctionName: deployed?.arn, Payload: '{}' }),
  );
  expect(FunctionError).toBeUndefined();
  expect(JSON.parse(Buffer.from(Payload ?? []).toString())).toMatchObject({ statusCode: 200 });
});

test('the calls of a check are recorded by the names of their rights', async () => {
  const { calls, close } = recordCalls();
  const settings = clientSettings(local.awsUrl, local.site.region);
  const object = { Bucket: 'evidence', Key: 'outputs/1' };
  const named = { InstanceId: 'i-00000000000000000' };
  const made = [
    by(new LambdaClient(settings)).send(new InvokeCommand({ FunctionName: 'orders-check' })),
    by(new SSMClient(settings)).send(new ListCommandInvocationsCommand({})),
    by(new EC2Client(settings)).send(new GetConsoleScreenshotCommand(named)),
    by(new S3Client(settings)).send(new PutObjectCommand({ ...object, Body: 'x' })),
    by(new S3Client(settings)).send(new HeadObjectCommand(object)),
  ];
  await Promise.allSettled(made);
  close();
  const actions = calls.filter(({ functionName }) => functionName === 'performCheck').map(({ action }) => action);
  expect(actions.toSorted()).toEqual([
    'ec2:GetConsoleScreenshot',
    'lambda:InvokeFunction',
    's3:GetObject',
    's3:PutObject',
    'ssm:ListCommandInvocations',
  ]);
});

/** The client of a function of the deployment. */
function by<Client extends { middlewareStack: { add(middleware: never, options: never): void } }>(client: Client) {
  const naming = (next: (args: unknown) => unknown) => (args: { request: { headers: Record<string, string> } }) => {
    args.request.headers[FUNCTION_HEADER] = 'performCheck';
    return next(args);
  };
  client.middlewareStack.add(naming as never, { step: 'build' } as never);
  return client;
}
