import type { Drill } from '../drill/drill.ts';
import { changeSite } from '../drill/site.ts';
import { changeSiteRecord } from './leverInForce.ts';
import type { Ports } from './ports.ts';

/**
 * Quarantines a drill: it stops advancing until a person has looked, and the guard cleans up after it. Then it gives
 * back its part of the site's quotas, so no drill waits behind it. Its servers stay claimed, because their instances
 * may still run.
 */
export async function quarantine(ports: Ports, drill: QuotaHolder, violation: string): Promise<void> {
  ports.log.error('drill quarantined', { drillId: drill.drillId, violation });
  // An unmarked drill may still launch, and must keep its part of the quotas.
  await ports.drills.markQuarantined(drill.drillId, violation, ports.clock.now());
  await giveBackQuota(ports, drill);
}

/** Completes what a function that quarantined a drill had no time for. */
export async function giveBackQuota(ports: Ports, drill: QuotaHolder): Promise<void> {
  const at = ports.clock.now();
  const called: string[] = [];
  await changeSiteRecord(ports, drill.site, (record) => {
    if (record.reserved[drill.drillId] === undefined) return record;
    const changed = changeSite(record, drill, at, [{ type: 'QuotaReleased' }]);
    called.splice(0, called.length, ...(changed?.calledDrillIds ?? []));
    return changed?.record ?? record;
  });
  for (const drillId of called) {
    await ports.inbox.put(drillId, `turn/${drill.drillId}`, ports.ids.next(), { type: 'TurnCame', at });
  }
}

type QuotaHolder = Pick<Drill, 'drillId' | 'site' | 'limits'>;
