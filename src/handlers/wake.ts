import { DRILL_ID } from '../api/identity.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler: a drill's one-time wake. */
export async function handler(payload: { drillId?: unknown; n?: unknown }): Promise<void> {
  const { log, inbox, ids, clock } = wiring();
  const { drillId, n } = payload;
  if (typeof drillId !== 'string' || !DRILL_ID.test(drillId) || typeof n !== 'number' || !Number.isInteger(n)) {
    return log.error('a wake could not be read and was dropped', { payload });
  }
  await inbox.put(drillId, `wake/${n}`, ids.next(), { type: 'Woken', at: clock.now(), n });
}
