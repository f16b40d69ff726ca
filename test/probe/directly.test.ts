import { once } from 'node:events';
import { expect, test } from 'vitest';
import { directly } from '../../src/probe/directly.ts';
import { application } from './given.ts';

test('the probe connects to the literal address that it is given', async () => {
  const { port } = await application();
  const socket = directly('127.0.0.1', port);
  await once(socket, 'connect');
  expect([socket.remoteAddress, socket.remotePort]).toEqual(['127.0.0.1', port]);
  socket.destroy();
});

test('the probe never looks a name up to connect to it', async () => {
  const { port, seen } = await application();
  await expect(once(directly('localhost', port), 'connect')).rejects.toThrow('localhost is not a literal address');
  expect(seen()).toBe(0);
});
