import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Lever } from '../../../drill/lever.ts';
import { type Deployment, leverOf, type SeededWorld } from '../seededState.ts';

/**
 * The lever that every function must obey now. One that read it before it moved may still be making its call, and one
 * whose clock is ahead may see it as expired.
 */
export function settledLever({ tasks, scenario }: SeededWorld, deployment: Deployment): Lever | undefined {
  const now = tasks.now();
  const lever = leverOf(deployment, now + scenario.platform.clockSkewMsMax);
  return lever !== undefined && now > lever.at + MINUTE_SECONDS * SECOND_MS ? lever : undefined;
}
