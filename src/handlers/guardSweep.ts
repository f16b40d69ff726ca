import { guardSite } from '../flow/guard.ts';
import { drsReach } from './drsReach.ts';
import { settings } from './settings.ts';
import { wiring } from './wiring.ts';

/** EventBridge Scheduler, every five minutes: the guard looks at every site; one that fails does not hide the others. */
export async function handler(): Promise<void> {
  const ports = wiring(drsReach);
  const looks = await Promise.allSettled(settings().sites.map((site) => guardSite(ports, site)));
  const failures = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'the guard could not look at every site');
}
