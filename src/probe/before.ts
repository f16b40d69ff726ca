import { setImmediate, setTimeout } from 'node:timers/promises';

/** The result of the work, or undefined when its time is over first. */
export async function before<Result>(milliseconds: number, work: Promise<Result>): Promise<Result | undefined> {
  const settled = new AbortController();
  // After a long computation a timer may come before what the network brought in time, so that gets one more turn.
  const over = setTimeout(milliseconds, undefined, { signal: settled.signal }).then(() => setImmediate(undefined));
  try {
    return await Promise.race([work, over]);
  } finally {
    settled.abort();
  }
}
