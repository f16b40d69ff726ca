import type { Drill } from '../drill/drill.ts';
import { changeSite } from '../drill/site.ts';
import { changeSiteRecord } from './lever.ts';
import type { Ports } from './ports.ts';

/**
 * Sets a drill aside: it stops advancing until a person has looked, and the guard cleans it. It gives back its part of the
 * site's quotas, so that nobody waits behind it; its servers stay claimed, because something of theirs may still run.
 */
export async function setAside(
  ports: Ports,
  drill: Pick<Drill, 'drillId' | 'site' | 'limits'>,
  sentence: string,
): Promise<void> {
  const at = ports.clock.now();
  ports.log.error('drill broken', { drillId: drill.drillId, sentence });
  const called: string[] = [];
  await changeSiteRecord(ports, drill.site, (record) => {
    const changed = changeSite(record, drill, at, [{ type: 'QuotaReleased' }]);
    called.splice(0, called.length, ...(changed?.calledDrillIds ?? []));
    return changed?.record ?? record;
  });
  await ports.drills.markBroken(drill.drillId, sentence, at);
  for (const drillId of called) {
    await ports.inbox.put(drillId, `turn/${drill.drillId}`, ports.ids.next(), { type: 'TurnCame', at });
  }
}
