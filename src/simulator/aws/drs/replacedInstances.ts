import { type Instance, plan, type Site, type SourceServer, siteKey, type World } from '../state.ts';
import type { LaunchTimeline } from './launchStart.ts';
import { unlistedAfter } from './recoveryInstances.ts';

/** Plans the removal of the server's earlier instances by a launch, and returns their ids. */
export function removeReplaced(
  world: World,
  site: Site,
  server: SourceServer,
  old: Instance[],
  timeline: LaunchTimeline,
): string[] {
  const ended = timeline.log.find((line) => line.event === 'CLEANUP_END')?.at ?? timeline.cleanupAt;
  const terminatedAt = Math.max(timeline.cleanupAt, ended - 3_000);
  for (const { instanceId } of old) {
    plan(world, timeline.cleanupAt, { do: 'terminate-instance', site: siteKey(site), instanceId, terminatedAt });
  }
  for (const entry of Object.values(site.recoveryInstances)) {
    const isOld = entry.sourceServerID === server.sourceServerID && entry.recoveryInstanceID !== timeline.instanceId;
    if (isOld && entry.unlistedAt === null) entry.unlistedAt = unlistedAfter(world, ended);
  }
  return old.map((instance) => instance.instanceId);
}
