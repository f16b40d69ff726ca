import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { acting } from '../../src/aws/clientSettings.ts';
import { createCheckFunctions } from '../../src/aws/functions.ts';
import { SITE } from '../builders.ts';

const client = new LambdaClient({ region: 'eu-central-1', ...acting() });
const mock = mockClient(client);
const functions = createCheckFunctions({ clientFor: () => client });
const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:orders-check';

beforeEach(() => mock.reset());

/** Has the function answer this text. */
function answers(text: string, FunctionError?: string): void {
  const Payload = Buffer.from(text) as never;
  mock.on(InvokeCommand).resolves({ StatusCode: 200, Payload, ...(FunctionError && { FunctionError }) });
}

describe('a customer’s function', () => {
  test('gets the payload, and its answer is waited for', async () => {
    answers('{"passed":true,"message":"42 orders"}');
    expect(await functions.call(SITE, ARN, { drillId: 'd1' })).toEqual({ passed: true, message: '42 orders' });
    expect(mock.calls()[0]?.args[0].input).toEqual({
      FunctionName: ARN,
      InvocationType: 'RequestResponse',
      Payload: Buffer.from('{"drillId":"d1"}'),
    });
  });

  test.each(['', 'null'])('that answers %j has answered null', async (text) => {
    answers(text);
    expect(await functions.call(SITE, ARN, {})).toBeNull();
  });

  test('that fails is reported in its own words, without control characters', async () => {
    answers(
      JSON.stringify({ errorType: 'TypeError', errorMessage: `no\u001b[31m\norders${'!'.repeat(900)}` }),
      'Unhandled',
    );
    const failed = functions.call(SITE, ARN, {});
    await expect(failed).rejects.toMatchObject({ name: 'CallFailed', kind: 'INVALID' });
    await expect(failed).rejects.toThrow(/^Invoke: the function failed: TypeError: no \[31m orders!{200,300}$/);
  });

  test('that fails in words that nobody can read has failed all the same', async () => {
    answers('<html>', 'Unhandled');
    await expect(functions.call(SITE, ARN, {})).rejects.toThrow('Invoke: the function failed: Unhandled');
  });

  test('that answers nonsense has failed', async () => {
    answers('<html>');
    await expect(functions.call(SITE, ARN, {})).rejects.toMatchObject({
      kind: 'INVALID',
      message: 'Invoke: the function answered something that is not JSON',
    });
  });

  test('that answers more than 6 MB has failed', async () => {
    answers(`"${'x'.repeat(6 * 1024 * 1024)}"`);
    await expect(functions.call(SITE, ARN, {})).rejects.toThrow('answered more than 6 MB');
  });

  test('is not called with more than 6 MB', async () => {
    await expect(functions.call(SITE, ARN, { text: 'x'.repeat(6 * 1024 * 1024) })).rejects.toMatchObject({
      kind: 'INVALID',
    });
    expect(mock.calls()).toEqual([]);
  });

  test('that is throttled can be called later', async () => {
    const error = { name: 'TooManyRequestsException', $metadata: { httpStatusCode: 429 }, retryAfterSeconds: '7' };
    mock.on(InvokeCommand).rejects(Object.assign(new Error('Rate Exceeded.'), error));
    await expect(functions.call(SITE, ARN, {})).rejects.toMatchObject({ kind: 'THROTTLED', retryAfterSeconds: 7 });
  });

  test('that does not answer in time may have acted, and is not called again', async () => {
    mock.on(InvokeCommand).rejects(Object.assign(new Error('no answer'), { name: 'TimeoutError' }));
    await expect(functions.call(SITE, ARN, {})).rejects.toMatchObject({ kind: 'UNKNOWN_RESULT' });
    expect(mock.calls()).toHaveLength(1);
  });

  test('is not called by a client that repeats', async () => {
    const repeating = new LambdaClient({ region: 'eu-central-1' });
    const repeated = createCheckFunctions({ clientFor: () => repeating });
    await expect(repeated.call(SITE, ARN, {})).rejects.toThrow('must have maxAttempts 1');
  });
});
