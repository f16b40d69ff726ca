import { once } from 'node:events';
import type { Socket } from 'node:net';
import { connect, type TLSSocket } from 'node:tls';
import type { Attempt } from './attempt.ts';
import { keep } from './open.ts';
import type { HttpTarget } from './probeRequest.ts';

/**
 * Makes the connection one of TLS. Unless the target says otherwise, the certificate must come from an authority that
 * Node.js trusts, and be valid for the host or, without one, for the address.
 */
export async function secure(target: HttpTarget, attempt: Attempt, socket: Socket): Promise<TLSSocket> {
  attempt.stage = 'SECURING';
  const secured = connect({
    socket,
    host: target.address,
    ...(target.host === undefined ? {} : { servername: target.host }),
    rejectUnauthorized: target.verifyTls !== false,
    ALPNProtocols: ['http/1.1'],
  });
  await once(keep(attempt, secured), 'secureConnect');
  return secured;
}
