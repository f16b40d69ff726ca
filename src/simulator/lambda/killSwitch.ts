import type { ClientRequest } from 'node:http';

/** How an invocation is to die: at which of its requests, and whether that one still leaves. */
export interface Death {
  atRequest: number;
  isSent: boolean;
}

/** One invocation of a function. Once it is over, nothing that its code still does reaches the world. */
export interface Life {
  /** To be told of every HTTP request that the invocation makes. */
  onRequest(request: ClientRequest): void;
  /** Rejects when the invocation dies. */
  died: Promise<never>;
  /** Ends it from outside. */
  end(reason: string): void;
}

/** What requests of a dead function fail with. */
export const DEAD = 'the function that asked is dead';

export function createLife(death: Death | undefined): Life {
  const { promise: died, reject } = Promise.withResolvers<never>();
  // Those who race against the death hear of it; a function that waits for nothing has nobody to hear.
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
      if (isLast) end(`died at its request ${requests}, which ${death.isSent ? 'had left' : 'had not left'}`);
    },
  };
}

/** A function died, or was ended by the platform. */
export class Died extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'Died';
  }
}
