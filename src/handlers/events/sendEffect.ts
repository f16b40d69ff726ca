import type { StreamChange } from '../../store/stream/streamRecords.ts';
import type { AllPorts } from '../wiring/wiring.ts';

/** Sends a requested effect to the queue of those of checks, or to that of all others. */
export function sendEffect(
  ports: Pick<AllPorts, 'queue' | 'checkQueue'>,
  { drillId, effectId, delaySeconds, isOfCheck }: Extract<StreamChange, { type: 'effect' }>,
): Promise<void> {
  return (isOfCheck ? ports.checkQueue : ports.queue).send({ drillId, effectId }, delaySeconds);
}
