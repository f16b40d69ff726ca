import { ThrottlingException } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { Unavailable } from '../../src/flow/errors.ts';
import { throwingUnavailable } from '../../src/store/stream/throwingUnavailable.ts';

const wrapped = (cause: unknown) => new Error('Error thrown by DynamoDB client', { cause });
const named = (name: string, more: object = {}) => Object.assign(new Error('said by the service'), { name }, more);
const thrown = (error: unknown) => throwingUnavailable({ load: () => Promise.reject(error) }).load();

test.each([
  ['a throttled table', wrapped(new ThrottlingException({ message: 'slow down', $metadata: {} }))],
  ['a server fault', wrapped(named('InternalServerError', { $fault: 'server' }))],
  ['a conflict with a transaction', wrapped(named('TransactionConflictException', { $fault: 'client' }))],
  ['a call that took too long', named('TimeoutError')],
  ['nobody at the other end', wrapped(named('Error', { code: 'ECONNREFUSED' }))],
])('%s is reported as a busy table, with its cause', async (_what, error) => {
  const args = await thrown(error).catch((busy: unknown) => busy);
  expect(args).toBeInstanceOf(Unavailable);
  expect(args).toMatchObject({ cause: error });
});

test.each([
  ['a missing permission', wrapped(named('AccessDeniedException', { $fault: 'client' }))],
  ['a bug of our own', new TypeError('undefined is not a function')],
])('%s stays what it is', async (_what, error) => {
  await expect(thrown(error)).rejects.toBe(error);
});
