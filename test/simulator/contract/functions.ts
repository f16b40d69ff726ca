import { InvokeCommand } from '@aws-sdk/client-lambda';
import { describe, expect, test } from 'vitest';
import type { SimulatedFunction } from '../../../src/simulator/aws/state.ts';
import { CALLER, given, type Open, type Place } from '../contract.ts';

const ARN = 'arn:aws:lambda:eu-central-1:111122223333:function:orders-check';

/** Lambda's Invoke. */
export function functions(open: Open): void {
  describe('a function', () => {
    test.each(['orders-check', ARN, `${ARN}:live`, '111122223333:function:orders-check'])(
      'is invoked by %s, at once or with time',
      async (FunctionName) => {
        const place = await given(open, {});
        const later: SimulatedFunction = async (payload, caller) => ({ payload, caller });
        place.world.functions.set('orders-check', later);
        const answer = await invoke(place, { n: 1 }, FunctionName);
        expect(answer).toMatchObject({ StatusCode: 200, ExecutedVersion: '$LATEST' });
        expect(answer.FunctionError).toBeUndefined();
        expect(answer.said).toEqual({ payload: { n: 1 }, caller: CALLER });
        place.world.functions.set('orders-check', () => undefined);
        expect((await invoke(place, {}, FunctionName)).said).toBeNull();
      },
    );

    test('that is not there is not found', async () => {
      const place = await given(open, {});
      await expect(invoke(place, {})).rejects.toMatchObject({
        name: 'ResourceNotFoundException',
        $metadata: { httpStatusCode: 404 },
      });
    });

    /** Lambda developer guide, function errors. */
    test('that throws has answered with 200, a function error, and the reason as its payload', async () => {
      const place = await given(open, {});
      place.world.functions.set('orders-check', () => {
        throw new TypeError('no orders');
      });
      const answer = await invoke(place, {});
      expect(answer).toMatchObject({ StatusCode: 200, FunctionError: 'Unhandled' });
      expect(answer.said).toEqual({ errorType: 'TypeError', errorMessage: 'no orders' });
    });

    /** Lambda developer guide, quotas. */
    test('has 6 MB for its request, and for its answer', async () => {
      const place = await given(open, {});
      place.world.functions.set('orders-check', () => 'x'.repeat(6 * 1024 * 1024));
      await expect(invoke(place, { text: 'x'.repeat(6 * 1024 * 1024) })).rejects.toMatchObject({
        name: 'RequestTooLargeException',
        $metadata: { httpStatusCode: 413 },
      });
      const answer = await invoke(place, {});
      expect(answer.FunctionError).toBe('Unhandled');
      expect(answer.said).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
    });

    test('can be throttled', async () => {
      const place = await given(open, { faults: { throttled: { lambda: 1 }, throttledWithRetryAfter: 1 } });
      await expect(invoke(place, {})).rejects.toMatchObject({
        name: 'TooManyRequestsException',
        retryAfterSeconds: expect.stringMatching(/^\d+$/),
        $metadata: { httpStatusCode: 429 },
      });
    });

    test.each([
      ['functionFails', { errorType: 'Runtime.ExitError' }],
      ['functionTimesOut', { errorType: 'Sandbox.Timedout' }],
      ['functionAnswersNonsense', { nonsense: expect.anything() }],
    ])('may go wrong (%s)', async (fault, said) => {
      const place = await given(open, { faults: { [fault]: 1 } });
      place.world.functions.set('orders-check', () => ({ passed: true }));
      expect((await invoke(place, {})).said).toMatchObject(said);
    });

    test('has run when only its answer was lost', async () => {
      const place = await given(open, { faults: { replyLost: { lambda: 1 } } });
      const ran: unknown[] = [];
      place.world.functions.set('orders-check', (payload) => ran.push(payload));
      await expect(invoke(place, {})).rejects.not.toMatchObject({ $fault: 'client' });
      expect(ran).toEqual([{}]);
    });
  });
}

async function invoke(place: Place, payload: object, FunctionName = ARN) {
  const command = new InvokeCommand({ FunctionName, Payload: Buffer.from(JSON.stringify(payload)) });
  const answer = await place.clients.lambda.send(command);
  const said: unknown = JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8'));
  return { ...answer, said };
}
