import type { Drill, FailedCheck, Limits, Network, Terms, Waiver } from './drill.ts';
import type { ServerInspection } from './inputs.ts';

/** What an inspection found of a server that DRS lists. */
export type Listed = Extract<ServerInspection, { exists: true }>;

/** The checks that a server does not pass, and those of them that the caller has waived. */
export function checkServer(
  server: ServerInspection,
  { terms, limits }: Pick<Drill, 'terms' | 'limits'>,
): { failures: FailedCheck[]; waivers: Waiver[] } {
  const { sourceServerId } = server;
  if (!server.exists) {
    const message = 'DRS knows no such source server here.';
    return { failures: [{ check: 'server-exists', sourceServerId, message }], waivers: [] };
  }
  const failures: FailedCheck[] = [];
  const waivers: Waiver[] = [];
  for (const [name, look] of Object.entries(CHECKS)) {
    const message = look(server, terms, limits);
    if (message === null) continue;
    const waiver = waiverOf(terms, name, sourceServerId);
    if (waiver === undefined) failures.push({ check: name, sourceServerId, message });
    else waivers.push({ check: name, sourceServerId, reason: waiver.reason });
  }
  return { failures, waivers };
}

export const WAIVABLE: ReadonlySet<string> = new Set([
  'replication-healthy',
  'lag',
  'no-drill-instance',
  'not-extended',
  'drill-network',
]);

/** A waiver counts for one server; only for checks that spare nobody's instance may it be meant for all of them. */
export function waiverOf(terms: Terms, check: string, sourceServerId: string): Waiver | undefined {
  if (!WAIVABLE.has(check)) return undefined;
  return terms.waivers.find(
    (waiver) =>
      waiver.check === check &&
      (waiver.sourceServerId === sourceServerId ||
        (waiver.sourceServerId === undefined && check !== 'no-drill-instance')),
  );
}

/** The checks on one server, by name; those in WAIVABLE may be set aside by the caller. */
const CHECKS: Record<string, (server: Listed, terms: Terms, limits: Limits) => string | null> = {
  'replication-healthy': ({ replicationState }) =>
    HEALTHY.has(replicationState) ? null : `Its replication state is ${replicationState}.`,
  lag: ({ lagSeconds }, { lagSecondsMax }) => {
    if (lagSeconds === null) return 'DRS does not tell how far its replication lags.';
    return lagSeconds <= lagSecondsMax ? null : `Its replication lags ${lagSeconds} s; ${lagSecondsMax} s are allowed.`;
  },
  'recovery-point': (server, terms) => pointMissing(server, terms),
  'no-active-job': ({ lastLaunch }) => (ACTIVE.has(lastLaunch.status ?? '') ? busyWith(lastLaunch.jobId) : null),
  'no-real-instance': (server) => realInstance(server),
  'no-drill-instance': ({ liveInstances }) => {
    const drill = liveInstances.find((instance) => instance.isDrill);
    return drill === undefined
      ? null
      : `Instance ${drill.instanceId} of another drill is live; a launch would delete it.`;
  },
  'fails-over': ({ replicationDirection }) => otherDirection(replicationDirection),
  'not-launch-into-instance': ({ launchIntoInstanceId }) =>
    launchIntoInstanceId === null ? null : `Its launch configuration launches into instance ${launchIntoInstanceId}.`,
  'new-network-interface': ({ template }) => existingInterface(template),
  'drill-network': ({ network, template }, _terms, { drillNetworks }) =>
    (template?.networkInterfaceIds ?? []).length > 0 ? null : outsideNetworks(network, drillNetworks),
  'not-denied': ({ tags }) => {
    if (tags === null) return `DRS does not tell its tags, so it may be one that is tagged ${DENY_TAG}=deny.`;
    return tags[DENY_TAG] === 'deny' ? `It is tagged ${DENY_TAG}=deny: it is never drilled.` : null;
  },
  'not-extended': ({ extendedFrom }) =>
    extendedFrom === null ? null : `It is extended from staging account ${extendedFrom}.`,
};

/** What a server is told that a job works on, whoever says so. */
export function busyWith(jobId: string | null): string {
  return `${jobId === null ? 'A job' : `Job ${jobId}`} works on it right now.`;
}

/** A source server with this tag set to `deny` is never drilled. */
const DENY_TAG = 'drs-drill';

/** States in which a drill works when the lag is acceptable too (DRS user guide: preparing for failover). */
const HEALTHY: ReadonlySet<string> = new Set(['CONTINUOUS', 'BACKLOG', 'RESCAN', 'CREATING_SNAPSHOT']);
const ACTIVE: ReadonlySet<string> = new Set(['PENDING', 'IN_PROGRESS']);

function pointMissing({ points, sourceServerId }: Listed, { recoveryPoint }: Terms): string | null {
  if (points.length === 0) return 'DRS has no recovery point of it.';
  if (recoveryPoint.type === 'AT_OR_BEFORE' && !points.some((point) => point.at <= recoveryPoint.at)) {
    return 'DRS has no recovery point of it at or before the time asked for.';
  }
  if (recoveryPoint.type === 'ID' && !points.some((point) => point.snapshotId === recoveryPoint.ids[sourceServerId])) {
    return `DRS has no recovery point ${recoveryPoint.ids[sourceServerId]} of it.`;
  }
  return null;
}

/** A launch deletes what earlier ones have left, "regardless if they have been disconnected and deleted from DRS" (DRS user guide). */
function realInstance({ liveInstances, unlistedInstances = [], notMadeInstances = [] }: Listed): string | null {
  const real = liveInstances.find((instance) => !instance.isDrill);
  if (real !== undefined) return `Instance ${real.instanceId} of a real recovery is live; a launch would delete it.`;
  const [unlisted] = unlistedInstances;
  if (unlisted !== undefined)
    return `Instance ${unlisted.instanceId} is ${unlisted.state} in EC2, and DRS lists it as no drill's; a launch would delete it.`;
  const [notMade] = notMadeInstances;
  if (notMade === undefined) return null;
  return `Instance ${notMade.instanceId} may be a machine that a drill went into; a launch would delete it: ${notMade.missing}.`;
}

/** A server that fails back stands for a recovery that is in use (DRS API model: ReplicationDirection). */
function otherDirection(direction: string | null | undefined): string | null {
  if (direction === undefined || direction === 'FAILOVER') return null;
  if (direction === null) return 'DRS does not tell whether it fails over or back.';
  return `Its replication direction is ${direction}: it belongs to a recovery that is in use.`;
}

/** An interface that exists is attached to one instance and in one network; no drill may take it. */
function existingInterface(template: Listed['template']): string | null {
  if (template === undefined) return null;
  if (template === null)
    return 'Its launch template could not be read, so it may name a network interface that exists.';
  const [id] = template.networkInterfaceIds;
  return id === undefined ? null : `Its launch template uses network interface ${id}, which exists already.`;
}

/** Only networks that are known to be drill networks keep a copy of production apart from production. */
function outsideNetworks(network: Network | null, allowed: Limits['drillNetworks']): string | null {
  if (allowed === 'ANY') return null;
  if (allowed === null) return 'No drill networks are configured for this deployment.';
  if (network === null) return 'Its launch template could not be read.';
  if (network.subnetIds.length === 0)
    return 'Its launch template names no subnet, so it would launch into the default VPC.';
  if (network.securityGroupIds.length === 0) return 'Its launch template names no security group.';
  const subnets = network.subnetIds.filter((id) => !allowed.subnetIds.includes(id));
  const groups = network.securityGroupIds.filter((id) => !allowed.securityGroupIds.includes(id));
  const outside = [...subnets, ...groups];
  return outside.length === 0 ? null : `Its launch template uses ${outside.join(', ')}, which is no drill network.`;
}
