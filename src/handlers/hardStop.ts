import { DRILL_ID } from '../api/identity.ts';
import { guardDrill } from '../flow/guard.ts';
import { drsReach } from './drsReach.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler: a drill's hard stop. The guard acts first, whatever state the drill is in, then the drill is told. */
export async function handler(payload: HardStopPayload): Promise<void> {
  const ports = wiring(drsReach);
  const { drillId, n, site } = payload;
  if (!DRILL_ID.test(drillId) || !Number.isInteger(n) || !/^\d{12}$/.test(site?.accountId) || !site.region) {
    return ports.log.error('a hard stop could not be read and was dropped', { payload });
  }
  await guardDrill(ports, { site, drillId, n });
  await ports.inbox.put(drillId, `stop/${n}`, ports.ids.next(), { type: 'HardStopFired', at: ports.clock.now(), n });
}

interface HardStopPayload {
  drillId: string;
  n: number;
  site: { accountId: string; region: string };
}
