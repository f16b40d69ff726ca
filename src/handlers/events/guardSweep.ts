import { guardSite } from '../../flow/guard.ts';
import { type Watched, watch } from '../../flow/watch.ts';
import { eventHandler } from '../parsing/eventHandler.ts';
import { drsAdapter } from '../wiring/drs.ts';
import { measure } from '../wiring/meter.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/**
 * EventBridge Scheduler, every five minutes: the guard checks every site. A failure at one site does not hide the
 * others.
 */
export const handler = eventHandler(async (): Promise<void> => {
  const ports = wiring(drsAdapter);
  const { sites, limits } = settings();
  const looks = await Promise.allSettled(sites.map((site) => guardSite(ports, site, limits.serversPerJob)));
  const watched = await Promise.all(sites.map((site) => watch(ports, site)));
  const sum = (name: keyof Watched) => watched.reduce((total, one) => total + one[name], 0);
  measure({
    LeakedServers: sum('leakedServers'),
    HoldOverruns: sum('holdOverruns'),
    QuarantinedDrills: sum('quarantinedDrills'),
    LeverNotOpen: sum('leversNotOpen'),
    WaitingInstances: sum('waitingInstances'),
    ReleasedJobs: sum('releasedJobs'),
  });
  const failures = looks.flatMap((look) => (look.status === 'rejected' ? [look.reason] : []));
  if (failures.length > 0) throw new AggregateError(failures, 'the guard could not check every site');
  measure({ GuardRuns: 1 });
});
