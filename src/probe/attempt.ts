import type { Socket } from 'node:net';
import type { Dial } from './dial.ts';
import type { ProbeResult } from './probeRequest.ts';
import type { Resolve } from './resolve.ts';

/** One target while it is tried. */
export interface Attempt {
  dial: Dial;
  resolve: Resolve;
  /** The time it has, and its end on the clock of `performance`. */
  milliseconds: number;
  end: number;
  /** What it waits for. */
  stage: Stage;
  /** All that it opened, to be destroyed at its end. */
  sockets: Socket[];
  /** The status of the answer, and the beginning of its body as far as it has come. */
  status?: number;
  body: Buffer[];
}

/** A name's addresses, a connection, the end of the TLS handshake, the headers of an answer, the end of its body. */
export type Stage = 'RESOLVING' | 'CONNECTING' | 'SECURING' | 'AWAITING' | 'READING';

/** How an attempt ended. */
export interface Observed {
  result: ProbeResult['result'];
  message: string;
}
