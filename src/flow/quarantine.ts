import type { Drill } from '../drill/drill.ts';
import { changeSite } from '../drill/site.ts';
import { changeSiteRecord } from './lever.ts';
import type { Ports } from './ports.ts';

/**
 * Sets a drill aside: it stops advancing until a person has looked, and the guard cleans it. Then it gives back its part of the site's
 * quotas, so that nobody waits behind it; its servers stay claimed, because something of theirs may still run.
 */
export async function quarantine(ports: Ports, drill: QuotaHolder, violation: string): Promise<void> {
  ports.log.error('drill broken', { drillId: drill.drillId, violation });
  // What is not marked may still launch, and must have its part of the quotas.
  await ports.drills.markQuarantined(drill.drillId, violation, ports.clock.now());
  await giveBackQuota(ports, drill);
}

/** Also what a function that set a drill aside had no time for. */
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
