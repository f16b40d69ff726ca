import { shown } from './busEvent.ts';
import { machineDoor } from './machineDoor.ts';
import { drillIdOf, numberOf } from './schedulePayload.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler: a drill's one-time wake. */
export const handler = machineDoor(async (payload: unknown): Promise<void> => {
  const { log, inbox, ids, clock } = wiring();
  const [drillId, n] = [drillIdOf(payload), numberOf(payload)];
  if (drillId === undefined || n === undefined) {
    return log.error('a wake could not be read and was dropped', { payload: shown(payload) });
  }
  await inbox.put(drillId, `wake/${n}`, ids.next(), { type: 'Woken', at: clock.now(), n });
});
