import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DrsClient } from '@aws-sdk/client-drs';
import { EC2Client } from '@aws-sdk/client-ec2';
import { afterEach, describe, expect, test } from 'vitest';
import { acting, asking } from '../../src/aws/clientSettings.ts';
import { createDrs } from '../../src/aws/drs.ts';
import { createEc2 } from '../../src/aws/ec2.ts';
import { CallFailed } from '../../src/flow/errors.ts';
import { SITE, serverId } from '../builders.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('an AWS that never responds', () => {
  test('times out, and a question may be retried', async () => {
    // given
    const answer = await open(() => undefined);
    // when
    const [drs, ec2] = await Promise.all([
      failure(drsAt(answer.url).sourceServers(SITE, [serverId(1)])),
      failure(ec2At(answer.url).volumes(SITE, ['vol-00000001'])),
    ]);
    // then
    expect([drs.kind, ec2.kind]).toEqual(['UNAVAILABLE', 'UNAVAILABLE']);
  });

  test('is called only once for an act, whose result is then unknown', async () => {
    // given
    const answer = await open(() => undefined);
    // when
    const failed = await failure(drsAt(answer.url).startDrill(SITE, [{ sourceServerId: serverId(1) }], {}));
    // then
    expect(failed.kind).toBe('UNKNOWN_RESULT');
    expect(answer.calls()).toBe(1);
  });
});

describe('an AWS that throttles', () => {
  test.each(['3600', new Date(Date.now() + 3_600_000).toUTCString()])(
    'with a Retry-After of an hour (%s) does not keep a function waiting',
    async (retryAfter) => {
      // given
      const answer = await open(throttled(retryAfter));
      const startedAt = Date.now();
      // when
      const failed = await failure(drsAt(answer.url).sourceServers(SITE, [serverId(1)]));
      // then
      expect(failed.kind).toBe('THROTTLED');
      expect(answer.calls()).toBe(1);
      expect(Date.now() - startedAt).toBeLessThan(5000);
      expect(failed.retryAfterSeconds ?? 0).toBeLessThanOrEqual(240);
    },
  );

  test('is retried soon without a Retry-After', async () => {
    const answer = await open(throttled(undefined));
    const failed = await failure(drsAt(answer.url).sourceServers(SITE, [serverId(1)]));
    expect(failed.kind).toBe('THROTTLED');
    expect(answer.calls()).toBe(3);
  });

  test('is not retried for an act', async () => {
    const answer = await open(throttled(undefined));
    const failed = await failure(drsAt(answer.url).startDrill(SITE, [{ sourceServerId: serverId(1) }], {}));
    expect([failed.kind, answer.calls()]).toEqual(['THROTTLED', 1]);
  });
});

const ANSWER_SECONDS = 0.2;
const CREDENTIALS = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' };

function drsAt(endpoint: string) {
  const settings = { region: SITE.region, endpoint, credentials: CREDENTIALS };
  const clientFor = () => new DrsClient({ ...settings, ...asking(ANSWER_SECONDS) });
  return createDrs({ clientFor, actingClientFor: () => new DrsClient({ ...settings, ...acting(ANSWER_SECONDS) }) });
}

function ec2At(endpoint: string) {
  const settings = { region: SITE.region, endpoint, credentials: CREDENTIALS };
  return createEc2({ clientFor: () => new EC2Client({ ...settings, ...asking(ANSWER_SECONDS) }) });
}

function throttled(retryAfter: string | undefined): RequestListener {
  return (_, response) => {
    response.writeHead(429, {
      'content-type': 'application/json',
      'x-amzn-errortype': 'ThrottlingException',
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    });
    response.end(JSON.stringify({ message: 'Rate exceeded' }));
  };
}

/** A server on loopback with a counter of its calls. */
async function open(listener: RequestListener): Promise<{ url: string; calls: () => number }> {
  let calls = 0;
  const server = createServer((request, response) => {
    calls += 1;
    listener(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, calls: () => calls };
}

async function failure(answer: Promise<unknown>): Promise<CallFailed> {
  const error = await answer.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (error instanceof CallFailed) return error;
  throw new Error('the call did not fail as a call to AWS does', { cause: error });
}
