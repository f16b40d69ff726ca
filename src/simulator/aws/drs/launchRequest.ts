import { AwsFault } from '../contract.ts';
import type { Instant } from '../instant.ts';
import { type Input, optionalText, text } from '../requestFields.ts';
import { faultsNow, type Site, type Snapshot, type SourceServer, valueAt, type World } from '../state.ts';
import { snapshotsAt } from './recoverySnapshots.ts';
import { RECOVERY_SNAPSHOT_ID, refuseCall, refuseField, refuseUnknown, SOURCE_SERVER_ID } from './validation.ts';

/** A server requested in StartRecovery, launched from the latest data or from a point in time. */
export interface RequestedServer {
  server: SourceServer;
  pinned: Snapshot | undefined;
}

/** Reads one entry of StartRecovery's `sourceServers`. Refuses what cannot be launched. */
export function readRequested(world: World, site: Site, each: Input): RequestedServer {
  const id = text(each, 'sourceServerID', refuseField, { pattern: SOURCE_SERVER_ID });
  const snapshotID = optionalText(each, 'recoverySnapshotID', refuseField, { pattern: RECOVERY_SNAPSHOT_ID });
  const server = site.servers[id] ?? refuseUnknown(world, 'SourceServer', id);
  const { now } = world.state;
  const points = snapshotsAt(server, now, faultsNow(world).pointTakesSeconds * 1000);
  if (snapshotID === undefined) {
    const syncing = ['INITIATING', 'INITIAL_SYNC', 'STOPPED', 'DISCONNECTED'].includes(server.replicationState);
    if (points.length === 0 && syncing) refuseCall(`${id}: source server lifecycle state is not READY_FOR_TEST`);
    return { server, pinned: undefined };
  }
  const pinned = points.find((point) => point.snapshotID === snapshotID);
  if (pinned === undefined) return refuseCall(`Recovery snapshot ${snapshotID} does not exist for ${id}`);
  // Whether DRS accepts an incomplete point has not been observed. The simulator refuses it, the harder case for
  // callers.
  if (pinned.completeAt > now) refuseCall(`Recovery snapshot ${snapshotID} of ${id} is not complete`);
  return { server, pinned };
}

/** AWS's sample of Region switches with DRS: a launch into an existing instance requires it to be stopped. */
export function refuseRunningTarget(site: Site, server: SourceServer, now: Instant): void {
  const id = server.launchIntoInstanceId;
  if (id === null) return;
  const target = site.instances[id];
  const state = target === undefined ? 'terminated' : valueAt(target.states, now);
  if (state === 'stopped') return;
  const message = `Target instance ${id} needs to be in a stopped state but is in a ${state} state`;
  throw new AwsFault('ConflictException', 409, message, { members: { code: 'ConflictException' } });
}
