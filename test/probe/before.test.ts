import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { before } from '../../src/probe/before.ts';
import { application, SOON } from './given.ts';

test('a result in time is the result, and an error the error', async () => {
  expect(await before(60_000, Promise.resolve('up'))).toBe('up');
  await expect(before(60_000, Promise.reject(new Error('down')))).rejects.toThrow('down');
});

test('without a result in time there is none', async () => {
  expect(await before(1, new Promise(() => undefined))).toBeUndefined();
});

test('what came in time counts, also if a long computation hid it until the time was over', async () => {
  const accepted: Socket[] = [];
  const { port } = await application((socket) => accepted.push(socket));
  const client = connect(port, '127.0.0.1');
  await expect.poll(() => accepted.length, SOON).toBe(1);
  // From here, timers come next, and the network after them.
  await setImmediate();
  accepted[0]?.write('up');
  const received = before(10, once(client, 'data'));
  for (const end = performance.now() + 30; performance.now() < end; );
  expect(String(await received)).toBe('up');
  client.destroy();
});
