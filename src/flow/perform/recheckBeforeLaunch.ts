import type { Instant, RecoveryPointChoice, Site } from '../../drill/drill.ts';
import type { Effect, ServerToLaunch } from '../../drill/effects.ts';
import type { RecoveryInstance } from '../../drill/inputs.ts';
import { pointsRefused } from '../../drill/preflight.ts';
import { CallFailed } from '../errors.ts';
import { inTurns } from '../inTurns.ts';
import type { Ports, SourceServer } from '../ports.ts';
import { straysOf } from '../strays.ts';
import { isLive, isOf, liveDrills } from './inspect.ts';
import { orRefusal } from './refusal.ts';
import { type NotMade, notMadeAmong } from './replaceable.ts';

type Start = Extract<Effect, { kind: 'StartRecovery' }>;
type RefusedServer = { sourceServerId: string; reason: string };

/**
 * The last look before a launch: servers that a third party has launched, that have got an instance, or that are in one
 * of these jobs.
 */
export async function refusedServers(
  ports: Ports,
  site: Site,
  effect: Start,
  busy: { sourceServerId: string; jobId: string }[],
): Promise<RefusedServer[]> {
  const sourceServerIds = effect.servers.map((server) => server.sourceServerId);
  const [instances, tagged, listed] = await Promise.all([
    ports.drs.recoveryInstances(site, { sourceServerIds }),
    ports.ec2.instances(site, { sourceServerIds }),
    ports.drs.sourceServers(site, sourceServerIds),
  ]);
  const mayReplace = effect.servers.filter(({ mayReplaceDrill }) => mayReplaceDrill);
  const replaceable = mayReplace.map(({ sourceServerId }) => sourceServerId);
  const notMade = await notMadeAmong(ports, site, liveDrills(instances, replaceable));
  const servers = new Map(listed.map((server) => [server.sourceServerId, server]));
  return effect.servers.flatMap((requested) => {
    const { sourceServerId } = requested;
    const reason =
      liveInstance(instances, requested) ??
      machine(notMade, sourceServerId) ??
      strayInstance(straysOf(sourceServerId, tagged, instances)) ??
      openJob(busy, sourceServerId) ??
      otherLaunch(servers.get(sourceServerId), effect.requestedAt);
    return reason === undefined ? [] : [{ sourceServerId, reason }];
  });
}

function liveInstance(
  instances: RecoveryInstance[],
  { sourceServerId, mayReplaceDrill }: ServerToLaunch,
): string | undefined {
  const live = instances.filter((instance) => isOf(instance, sourceServerId) && isLive(instance));
  const real = live.find((instance) => !instance.isDrill);
  if (real !== undefined) return `Instance ${real.instanceId} of a real recovery is live.`;
  const drill = live.find((instance) => instance.isDrill && !mayReplaceDrill);
  return drill && `Instance ${drill.instanceId} of another drill is live.`;
}

function machine(notMade: NotMade[], sourceServerId: string): string | undefined {
  const found = notMade.find((instance) => isOf(instance, sourceServerId));
  return found && `Instance ${found.instanceId} may be a machine that a drill was launched into: ${found.missing}.`;
}

function strayInstance([stray]: { instanceId: string; state: string }[]): string | undefined {
  return (
    stray && `Instance ${stray.instanceId} is ${stray.state} in EC2, and DRS does not list it as a drill instance.`
  );
}

function openJob(busy: { sourceServerId: string; jobId: string }[], sourceServerId: string): string | undefined {
  const job = busy.find((one) => one.sourceServerId === sourceServerId);
  return job && `Job ${job.jobId} is working on it.`;
}

/** A launch without a time may have taken place in the meantime. */
function otherLaunch(server: SourceServer | undefined, requestedAt: Instant): string | undefined {
  if (server === undefined) return 'DRS no longer lists it.';
  const { at, type } = server.lastLaunch;
  if (at === null && type !== null)
    throw new CallFailed('UNAVAILABLE', `DRS does not report when ${server.sourceServerId} was last launched`);
  return (at ?? 0) > requestedAt ? 'Somebody else has launched it since this drill was requested.' : undefined;
}

/** The recovery point of each server. Points expire, so they are resolved just before the launch. */
export async function resolvePoints(ports: Ports, site: Site, sourceServerIds: string[], choice: RecoveryPointChoice) {
  const refused: RefusedServer[] = [];
  const servers = await inTurns(sourceServerIds, async (sourceServerId) => {
    if (choice.type === 'LATEST') return { sourceServerId };
    const snapshotId =
      choice.type === 'ID'
        ? choice.ids[sourceServerId]
        : await orRefusal(newestAt(ports, site, sourceServerId, choice.at));
    if (typeof snapshotId === 'string') return { sourceServerId, snapshotId };
    const reason = snapshotId === undefined ? 'Its recovery point has expired.' : pointsRefused(snapshotId.message);
    refused.push({ sourceServerId, reason });
    return { sourceServerId };
  });
  return { servers, refused };
}

async function newestAt(ports: Ports, site: Site, sourceServerId: string, at: number): Promise<string | undefined> {
  const points = await ports.drs.recoveryPoints(site, sourceServerId, { to: at });
  return points.find((point) => point.at <= at)?.snapshotId;
}
