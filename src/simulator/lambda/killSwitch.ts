import type { ClientRequest } from 'node:http';

/** How an invocation dies: at which of its requests, and whether that one is still sent. */
export interface Death {
  atRequest: number;
  isSent: boolean;
}

/** One invocation of a function. Once it has ended, no request of its code leaves. */
export interface Life {
  /** Called with every HTTP request that the invocation makes. */
  onRequest(request: ClientRequest): void;
  /** Rejects when the invocation dies. */
  died: Promise<never>;
  /** Ends it from outside. */
  end(reason: string): void;
}

/** The error of requests by a dead function. */
export const DEAD = 'the calling function is dead';

export function createLife(death: Death | undefined): Life {
  const { promise: died, reject } = Promise.withResolvers<never>();
  // A caller that races against this promise sees the rejection. Otherwise it must not count as unhandled.
  died.catch(() => undefined);
  let requests = 0;
  let isDead = false;
  const end = (reason: string) => {
    isDead = true;
    reject(new Died(reason));
  };
  return {
    died,
    end,
    onRequest: (request) => {
      requests += 1;
      const isLast = !isDead && requests === death?.atRequest;
      if (isDead || (isLast && !death.isSent)) request.destroy(new Error(DEAD));
      if (isLast) end(`died at its request ${requests}, which ${death.isSent ? 'was sent' : 'was not sent'}`);
    },
  };
}

/** A function died, or the platform stopped it. */
export class Died extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Died';
  }
}
