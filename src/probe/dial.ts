import type { Socket } from 'node:net';

/** Opens a connection to a literal address, which has been checked before. The socket may still be connecting. */
export type Dial = (address: string, port: number) => Socket;
