import type { Instant } from '../src/drill/drill.ts';
import type { Delivery } from '../src/simulator/aws/contract.ts';
import { createDice, hashOf } from '../src/simulator/aws/dice.ts';

/** When an event left AWS, and whether it was lost. */
export interface SeenEvent {
  at: Instant;
  isLost: boolean;
}

/**
 * Records an event by its subject: a launch by job and server, a termination by instance id. The seed decides which are
 * lost.
 */
export function isLost(
  events: Map<string, SeenEvent>,
  { at, event }: Extract<Delivery, { kind: 'event' }>,
  seed: number,
  eventsLost: number,
): boolean {
  const { detail, resources, source } = event;
  if (source !== 'aws.drs' && detail['state'] !== 'terminated') return false;
  const server = resources[0]?.split('/').at(-1);
  const about = source === 'aws.drs' ? `${detail['job-id']} ${server}` : String(detail['instance-id']);
  const lost = createDice(hashOf(about) ^ seed).roll() < eventsLost;
  events.set(about, { at, isLost: lost });
  return lost;
}
