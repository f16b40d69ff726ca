import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { acting } from '../../src/aws/clientSettings.ts';
import { createProbe } from '../../src/aws/probe.ts';
import { CallFailed } from '../../src/flow/errors.ts';
import { answerTo } from '../../src/probe/answerTo.ts';
import type { ProbeRequest } from '../../src/probe/probeRequest.ts';

const client = new LambdaClient({ region: 'eu-central-1', ...acting() });
const mock = mockClient(client);
const PLACE = { region: 'eu-central-1', subnetIds: ['subnet-1'], securityGroupIds: ['sg-1'] };
const probe = createProbe({ client, probe: { functionName: 'drs-drill-dev-probe', ...PLACE } });
const REQUEST: ProbeRequest = {
  budgetMilliseconds: 10_000,
  targets: [
    { kind: 'TCP', id: 'a', address: '10.0.0.4', port: 443, timeoutMilliseconds: 1000 },
    { kind: 'TCP', id: 'b', address: '10.0.0.5', port: 443, timeoutMilliseconds: 1000 },
  ],
};
const ANSWERED = { id: 'a', result: 'ANSWERED', message: 'connected', milliseconds: 3 };
const BODY = {
  id: 'b',
  result: 'OTHERWISE',
  message: 'status 500',
  milliseconds: 12,
  status: 500,
  bodyBase64: 'b29wcw==',
};

beforeEach(() => mock.reset());

function answers(answer: unknown): void {
  mock.on(InvokeCommand).resolves({ StatusCode: 200, Payload: Buffer.from(JSON.stringify(answer)) as never });
}

describe('the probe', () => {
  test('is the deployment’s own function, and says where it connects from', async () => {
    answers({ results: [ANSWERED, BODY] });
    expect(await probe.run(REQUEST)).toEqual({ results: [ANSWERED, BODY] });
    expect(mock.calls()[0]?.args[0].input).toMatchObject({ FunctionName: 'drs-drill-dev-probe' });
    expect(probe.place()).toEqual(PLACE);
  });

  test('keeps messages short and printable, and nothing that it does not know', async () => {
    const message = `up\u0007${'x'.repeat(400)}`;
    answers({ results: [{ ...ANSWERED, message, more: 'unknown' }, BODY] });
    const { results } = await probe.run(REQUEST);
    expect(results[0]).toEqual({ ...ANSWERED, message: `up ${'x'.repeat(297)}` });
  });

  test.each([
    ['it has no results', { passed: true }],
    ['it has 1 results for 2 targets', { results: [ANSWERED] }],
    ['its results are not those of the targets', { results: [BODY, ANSWERED] }],
    ['a result is none that it knows', { results: [{ ...ANSWERED, result: 'FINE' }, BODY] }],
    ['a result has no message', { results: [{ ...ANSWERED, message: 1 }, BODY] }],
    ['a result has no duration', { results: [{ ...ANSWERED, milliseconds: -1 }, BODY] }],
    ['a status is none of HTTP', { results: [ANSWERED, { ...BODY, status: '200' }] }],
    ['a body is too long, or not Base64', { results: [ANSWERED, { ...BODY, bodyBase64: '<html>' }] }],
    ['a body is too long, or not Base64', { results: [ANSWERED, { ...BODY, bodyBase64: 'A'.repeat(90_000) }] }],
  ])('has answered nonsense when %s', async (how, answer) => {
    answers(answer);
    await expect(probe.run(REQUEST)).rejects.toMatchObject({
      name: 'CallFailed',
      message: `The probe answered nonsense: ${how}`,
    });
  });

  test('refuses a pattern that is too large in words, once and for all', async () => {
    const target = { kind: 'HTTP', id: 'a', address: '10.0.0.4', port: 80, timeoutMilliseconds: 1000, tls: false };
    const pattern = { path: '/', statuses: [200], bodyPattern: '\\d{1,400}' };
    answers(await answerTo({ ...REQUEST, targets: [{ ...target, ...pattern }] }));
    await expect(probe.run(REQUEST)).rejects.toMatchObject({
      kind: 'INVALID',
      message: expect.stringMatching(/^The probe refused the request: targets\[0\].bodyPattern: it is too large/),
    });
  });

  test('gives a result to each target or fails, whatever its function answers', async () => {
    await fc.assert(
      fc.asyncProperty(fc.jsonValue(), fc.jsonValue(), async (one, whole) => {
        for (const answer of [whole, { results: [ANSWERED, one] }]) {
          answers(answer);
          const run = await probe.run(REQUEST).catch((error: unknown) => error);
          if (!(run instanceof CallFailed)) expect(run).toMatchObject({ results: [{ id: 'a' }, { id: 'b' }] });
        }
      }),
    );
  });

  test('can be asked again when it was killed, or its answer was lost', async () => {
    const Payload = Buffer.from('{"errorType":"Runtime.ExitError","errorMessage":"signal: killed"}') as never;
    mock.on(InvokeCommand).resolvesOnce({ FunctionError: 'Unhandled', Payload }).rejects(new Error('socket hang up'));
    await expect(probe.run(REQUEST)).rejects.toMatchObject({
      kind: 'UNAVAILABLE',
      message: 'Invoke: the function failed: Runtime.ExitError: signal: killed',
    });
    await expect(probe.run(REQUEST)).rejects.toMatchObject({ kind: 'UNAVAILABLE' });
  });

  test('is absent in a deployment without one', async () => {
    const none = createProbe({ client, probe: null });
    expect(none.place()).toBeNull();
    await expect(none.run(REQUEST)).rejects.toMatchObject({ kind: 'INVALID', message: 'This deployment has no probe' });
  });
});
