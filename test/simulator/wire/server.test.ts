import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import {
  DescribeJobsCommand,
  DrsClient,
  ListTagsForResourceCommand,
  StartRecoveryCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-drs';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';
import { afterEach, describe, expect, test } from 'vitest';
import { AwsFault } from '../../../src/simulator/aws/contract.ts';
import { clientSettings, throttled, wireBefore } from './double.ts';

const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function given(answer: Record<string, unknown> | Error) {
  const wire = await wireBefore(answer);
  closers.push(wire.close);
  return { wire, drs: new DrsClient(clientSettings(wire.url)) };
}

/** A request with any headers, which no well-behaved client sends. */
async function requested(url: string, method: string, headers: Record<string, string>): Promise<IncomingMessage> {
  const asking = request(url, { method, headers }).end('{}');
  const [answer] = (await once(asking, 'response')) as [IncomingMessage];
  answer.resume();
  return answer;
}

describe('the wire', () => {
  test('a request reaches the world with its operation, input, account and Region', async () => {
    const { wire, drs } = await given({ items: [] });
    await drs.send(new DescribeJobsCommand({ filters: { jobIDs: ['drsjob-1'] }, maxResults: 5 }));
    expect(wire.requested).toEqual([
      {
        service: 'drs',
        operation: 'DescribeJobs',
        input: { filters: { jobIDs: ['drsjob-1'] }, maxResults: 5 },
        caller: { accountId: '111122223333', region: 'eu-central-1' },
        drillId: undefined,
      },
    ]);
  });

  test('a caller may name its drill in a header or in its user agent', async () => {
    const { wire } = await given({ items: [] });
    const ask = (headers: Record<string, string>) =>
      fetch(`${wire.url}/DescribeJobs`, { method: 'POST', headers, body: '{}' });
    await ask({ 'x-drs-drill-id': 'd1' });
    await ask({ 'user-agent': 'aws-sdk-js/3.523.0 md/drill#d2 m/E' });
    await ask({ 'user-agent': 'aws-cli/2.31.0' });
    expect(wire.requested.map((call) => call.caller.region)).toEqual(['us-east-1', 'us-east-1', 'us-east-1']);
    expect(wire.requested.map((call) => call.drillId)).toEqual(['d1', 'd2', undefined]);
    expect(wire.seen.map((call) => call.drillId)).toEqual(['d1', 'd2', undefined]);
  });

  test.each<[string, Record<string, string>]>([
    ['from another origin', { origin: 'https://evil.example' }],
    ['from no origin, as a sandboxed frame', { origin: 'null' }],
    [
      'with a preflight request from another origin',
      { origin: 'https://evil.example', 'access-control-request-method': 'POST' },
    ],
    ['by DNS rebinding', { host: 'evil.example' }],
    ['by DNS rebinding with a matching origin', { host: 'evil.example', origin: 'http://evil.example' }],
  ])('a web page that calls %s is refused, for the table too, and learns nothing', async (_how, headers) => {
    const { wire } = await given({ items: [] });
    const asking = headers['access-control-request-method'] === undefined ? 'POST' : 'OPTIONS';
    for (const target of ['DynamoDB_20120810.ListTables', '']) {
      const answer = await requested(`${wire.url}/DescribeJobs`, asking, { ...headers, 'x-amz-target': target });
      expect(answer.statusCode).toBe(403);
      expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    }
    expect([wire.requested, wire.seen]).toEqual([[], []]);
  });

  test('services are identified by their target, else by their signature', async () => {
    const { wire, drs } = await given({ items: [], FailedEntryCount: 0, QueueUrl: 'https://sqs.example/1/q' });
    await drs.send(new DescribeJobsCommand({}));
    await new SQSClient(clientSettings(wire.url)).send(new GetQueueUrlCommand({ QueueName: 'q' }));
    await new EventBridgeClient(clientSettings(wire.url)).send(new PutEventsCommand({ Entries: [] }));
    expect(wire.seen.map(({ service, operation, status }) => `${service} ${operation} ${status}`)).toEqual([
      'drs DescribeJobs 200',
      'sqs GetQueueUrl 200',
      'events PutEvents 200',
    ]);
  });

  test('a started recovery is answered with 202, a deleted job with 204 and no body', async () => {
    const { wire } = await given({ job: { jobID: 'drsjob-1' } });
    const started = await fetch(`${wire.url}/StartRecovery`, { method: 'POST', body: '{}' });
    const deleted = await fetch(`${wire.url}/DeleteJob`, { method: 'POST', body: '{}' });
    expect([started.status, deleted.status, await deleted.text()]).toEqual([202, 204, '']);
  });

  test('tags belong to the resource in the path', async () => {
    const { wire, drs } = await given({ tags: { a: '1' } });
    const resourceArn = 'arn:aws:drs:eu-central-1:111122223333:job/drsjob-1';
    const listed = await drs.send(new ListTagsForResourceCommand({ resourceArn }));
    await drs.send(new TagResourceCommand({ resourceArn, tags: { b: '2' } }));
    await drs.send(new UntagResourceCommand({ resourceArn, tagKeys: ['b', 'c'] }));
    expect(listed.tags).toEqual({ a: '1' });
    expect(wire.requested.map(({ operation, input }) => [operation, input])).toEqual([
      ['ListTagsForResource', { resourceArn }],
      ['TagResource', { resourceArn, tags: { b: '2' } }],
      ['UntagResource', { resourceArn, tagKeys: ['b', 'c'] }],
    ]);
  });

  test('an error has its name, its members and the time to retry', async () => {
    const { drs } = await given(throttled);
    const refused = drs.send(new StartRecoveryCommand({ sourceServers: [] }));
    await expect(refused).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      serviceCode: 'drs',
      retryAfterSeconds: '7',
      $metadata: { httpStatusCode: 429 },
    });
  });

  test('an SQS error also has its older code, which tools show', async () => {
    const { wire } = await given(new AwsFault('QueueDoesNotExist', 400, 'The specified queue does not exist.'));
    const headers = { 'x-amz-target': 'AmazonSQS.GetQueueUrl' };
    const refused = await fetch(wire.url, { method: 'POST', headers, body: '{}' });
    expect(refused.headers.get('x-amzn-query-error')).toBe('AWS.SimpleQueueService.NonExistentQueue;Sender');
    expect(await refused.json()).toMatchObject({ __type: 'com.amazonaws.sqs#QueueDoesNotExist' });
  });

  test('a lost reply leaves the caller without a response, although the call was carried out', async () => {
    const { wire, drs } = await given(new AwsFault('InternalServerException', 500, 'lost', { replyLost: true }));
    const lost = drs.send(new StartRecoveryCommand({ sourceServers: [] }));
    await expect(lost).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(wire.requested).toHaveLength(1);
    expect(wire.seen).toMatchObject([{ operation: 'StartRecovery', status: null }]);
  });

  test('a failure of the simulator itself is an internal failure to the caller, and is reported', async () => {
    const { wire, drs } = await given(new TypeError('a bug'));
    await expect(drs.send(new DescribeJobsCommand({}))).rejects.toMatchObject({ name: 'InternalFailure' });
    expect(wire.seen).toMatchObject([{ status: 500, failure: new TypeError('a bug') }]);
  });

  test('a service that is not simulated is refused by name', async () => {
    const { wire } = await given({});
    const authorization =
      'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/textract/aws4_request, Signature=0';
    const refused = await fetch(`${wire.url}/keys`, { headers: { authorization } });
    expect(refused.status).toBe(404);
    expect(await refused.text()).toContain('not textract');
    expect(wire.requested).toEqual([]);
  });

  test('listens on this machine only, and never closes an idle connection under its caller', async () => {
    const { wire } = await given({ items: [] });
    const answer = await fetch(`${wire.url}/DescribeJobs`, { method: 'POST', body: '{}' });
    expect([answer.status, answer.headers.get('keep-alive')]).toEqual([200, null]);
    await expect(fetch(`http://127.0.0.2:${wire.port}/DescribeJobs`, { method: 'POST' })).rejects.toThrow(
      'fetch failed',
    );
  });

  test('STS GetCallerIdentity returns the account of the caller', async () => {
    const { wire } = await given({});
    const authorization = 'AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE/20260101/us-east-1/sts/aws4_request, Signature=0';
    const body = new URLSearchParams({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
    const reported = await fetch(wire.url, { method: 'POST', headers: { authorization }, body });
    expect(await reported.text()).toContain('<Account>111122223333</Account>');
  });
});

describe('a malformed request is refused with the service’s own error', () => {
  const cases: [string, RequestInit & { path: string }, number, string][] = [
    ['a DRS body that is not JSON', post('/DescribeJobs', '{"filters":'), 400, 'SerializationException'],
    ['a DRS body that is a list', post('/DescribeJobs', '[]'), 400, 'SerializationException'],
    ['a DRS path that names no operation', post('/describe/jobs', '{}'), 404, 'UnknownOperationException'],
    ['a resource that is not encoded correctly', { path: '/tags/%E0%A4%A', method: 'GET' }, 400, 'ValidationException'],
    ['a schedule without a name', { path: '/schedules/', method: 'GET' }, 404, 'Scheduler has no'],
    [
      'a queue message that is not JSON',
      post('/', 'no', { 'x-amz-target': 'AmazonSQS.SendMessage' }),
      400,
      'Serialization',
    ],
    [
      'an event that is not JSON',
      post('/', 'no', { 'x-amz-target': 'AWSEvents.PutEvents' }),
      400,
      'SerializationException',
    ],
    ['an EC2 request without an action', post('/', 'Version=2016-11-15', FORM), 400, '<Code>MissingAction</Code>'],
    ['an EC2 parameter of two kinds', post('/', 'Action=A&B=1&B.1=2', FORM), 400, '<Code>MalformedQueryString</Code>'],
    [
      'an EC2 parameter nested too deep',
      post('/', `Action=A&${'a.'.repeat(99)}a=1`, FORM),
      400,
      'MalformedQueryString',
    ],
    ['an EC2 parameter that targets the prototype', post('/', 'Action=A&__proto__.x=1', FORM), 400, 'Malformed'],
    ['a body that is too large', post('/DescribeJobs', 'x'.repeat(8_400_000)), 413, 'RequestEntityTooLarge'],
  ];
  test.each(cases)('%s', async (_what, { path, ...request }, status, words) => {
    const { wire } = await given({});
    const refused = await fetch(`${wire.url}${path}`, request);
    const said = `${refused.headers.get('x-amzn-errortype') ?? ''} ${await refused.text()}`;
    expect({ status: refused.status, said }).toEqual({ status, said: expect.stringContaining(words) });
    expect(wire.requested).toEqual([]);
  });

  test('bytes that are not HTTP do no harm', async () => {
    const { wire, drs } = await given({ items: [] });
    const socket = connect(wire.port, '127.0.0.1');
    socket.end('\u0000 nonsense\r\n\r\n');
    await new Promise((resolve) => socket.once('close', resolve).resume());
    expect(await drs.send(new DescribeJobsCommand({}))).toMatchObject({ items: [] });
  });
});

const FORM = { 'content-type': 'application/x-www-form-urlencoded' };

function post(path: string, body: string, headers: Record<string, string> = {}): RequestInit & { path: string } {
  return { path, method: 'POST', body, headers };
}
