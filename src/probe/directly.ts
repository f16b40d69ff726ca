import { connect, type Socket } from 'node:net';

/** Connects to exactly this address. */
export function directly(address: string, port: number): Socket {
  return connect({ host: address, port, lookup: refuseLookup });
}

/** Node.js looks nothing up for a literal address; should it ever, the connection fails. */
function refuseLookup(name: string, _options: object, answer: (error: Error, address: string) => void): void {
  answer(new Error(`${name} is not a literal address`), '');
}
