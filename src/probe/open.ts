import { once } from 'node:events';
import type { Socket } from 'node:net';
import type { Attempt } from './attempt.ts';

/** Connects to an address that is not refused. Rejects with the error of the socket. */
export async function open(attempt: Attempt, address: string, port: number): Promise<Socket> {
  attempt.stage = 'CONNECTING';
  const socket = keep(attempt, attempt.dial(address, port));
  if (socket.pending) await once(socket, 'connect');
  return socket;
}

/** The attempt destroys it at its end. Without a listener, an error after that would end the process. */
export function keep<Kept extends Socket>(attempt: Attempt, socket: Kept): Kept {
  attempt.sockets.push(socket);
  socket.on('error', () => undefined);
  return socket;
}
