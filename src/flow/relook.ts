import type { RecoveryPointChoice, Site } from '../drill/drill.ts';
import type { Effect } from '../drill/effects.ts';
import { inTurns, isLive } from './inspect.ts';
import type { Ports } from './ports.ts';

type Start = Extract<Effect, { kind: 'StartRecovery' }>;
type RefusedServer = { sourceServerId: string; reason: string };

/** The last look before a launch: servers that have got an instance or a launch of somebody else's, or are in one of these jobs. */
export async function refusedServers(
  ports: Ports,
  site: Site,
  effect: Start,
  busy: { sourceServerId: string; jobId: string }[],
): Promise<RefusedServer[]> {
  const sourceServerIds = effect.servers.map((server) => server.sourceServerId);
  const instances = await ports.drs.recoveryInstances(site, { sourceServerIds });
  const servers = await ports.drs.sourceServers(site, sourceServerIds);
  return effect.servers.flatMap(({ sourceServerId, mayReplaceDrill }) => {
    const live = instances.filter((instance) => instance.sourceServerId === sourceServerId && isLive(instance));
    const real = live.find((instance) => !instance.isDrill);
    const drill = live.find((instance) => instance.isDrill && !mayReplaceDrill);
    const launchedAt = servers.find((server) => server.sourceServerId === sourceServerId)?.lastLaunch.at ?? 0;
    const job = busy.find((one) => one.sourceServerId === sourceServerId);
    if (real !== undefined)
      return [{ sourceServerId, reason: `Instance ${real.instanceId} of a real recovery is live.` }];
    if (drill !== undefined)
      return [{ sourceServerId, reason: `Instance ${drill.instanceId} of another drill is live.` }];
    if (job !== undefined) return [{ sourceServerId, reason: `Job ${job.jobId} works on it.` }];
    if (launchedAt > effect.requestedAt)
      return [{ sourceServerId, reason: 'Somebody else has launched it since this drill was requested.' }];
    return [];
  });
}

/** The recovery point of each server; points expire, so they are resolved just before the launch. */
export async function resolvePoints(ports: Ports, site: Site, sourceServerIds: string[], choice: RecoveryPointChoice) {
  const refused: RefusedServer[] = [];
  const servers = await inTurns(sourceServerIds, async (sourceServerId) => {
    if (choice.type === 'LATEST') return { sourceServerId };
    const snapshotId =
      choice.type === 'ID' ? choice.ids[sourceServerId] : await newestAt(ports, site, sourceServerId, choice.at);
    if (snapshotId === undefined) refused.push({ sourceServerId, reason: 'Its recovery point has expired.' });
    return { sourceServerId, ...(snapshotId === undefined ? {} : { snapshotId }) };
  });
  return { servers, refused };
}

async function newestAt(ports: Ports, site: Site, sourceServerId: string, at: number): Promise<string | undefined> {
  const points = await ports.drs.recoveryPoints(site, sourceServerId, { to: at });
  return points.find((point) => point.at <= at)?.snapshotId;
}
