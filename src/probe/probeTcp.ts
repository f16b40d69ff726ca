import type { Attempt, Observed } from './attempt.ts';
import { failure } from './failure.ts';
import { open } from './open.ts';
import type { TcpTarget } from './probeRequest.ts';
import { refusalOf } from './refusal.ts';

/** Connects, and that is all. */
export async function probeTcp(target: TcpTarget, attempt: Attempt): Promise<Observed> {
  const { address, port } = target;
  const refusal = refusalOf(address);
  if (refusal !== undefined) return { result: 'REFUSED', message: refusal };
  try {
    await open(attempt, address, port);
    return { result: 'ANSWERED', message: `connected to ${address} port ${port}` };
  } catch (error) {
    return failure(target, attempt, error);
  }
}
