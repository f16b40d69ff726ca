import type { Drill, FailedCheck, Limits, Terms, Waiver } from './drill.ts';
import type { RefusedAnswers, ReplicationError, ServerInspection } from './inputs.ts';

/** What an inspection found for a server that DRS lists. */
export type Listed = Extract<ServerInspection, { exists: true }>;

/** The checks that a server does not pass, and those of them that the caller has waived. */
export function checkServer(
  server: ServerInspection,
  { terms, limits }: Pick<Drill, 'terms' | 'limits'>,
): { failures: FailedCheck[]; waivers: Waiver[] } {
  const { sourceServerId } = server;
  if (!server.exists) return { failures: [notKnown(sourceServerId)], waivers: [] };
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

/** The failed check for a server that DRS does not list. */
export function notKnown(sourceServerId: string): FailedCheck {
  return {
    check: 'server-exists',
    sourceServerId,
    message: 'DRS has no such source server in this account and Region.',
  };
}

export const WAIVABLE: ReadonlySet<string> = new Set([
  'replication-healthy',
  'no-replication-error',
  'lag',
  'no-drill-instance',
  'not-extended',
  'drill-network',
]);

/** A waiver applies to one server. Only checks that protect no instance may be waived for all servers. */
export function waiverOf(terms: Terms, check: string, sourceServerId: string): Waiver | undefined {
  if (!WAIVABLE.has(check)) return undefined;
  return terms.waivers.find(
    (waiver) =>
      waiver.check === check &&
      (waiver.sourceServerId === sourceServerId ||
        (waiver.sourceServerId === undefined && check !== 'no-drill-instance')),
  );
}

/** The checks on one server, by name. The caller may waive those in WAIVABLE. */
const CHECKS: Record<string, (server: Listed, terms: Terms, limits: Limits) => string | null> = {
  'replication-healthy': ({ replicationState, replicationError }) => {
    if (HEALTHY.has(replicationState)) return null;
    const error = replicationError === undefined ? '.' : `, with the error ${saidOf(replicationError)}`;
    return `Its replication state is ${replicationState}${error}`;
  },
  'no-replication-error': ({ replicationState, replicationError }) =>
    replicationError === undefined || !HEALTHY.has(replicationState)
      ? null
      : `Its replication state is ${replicationState}, but DRS reports the error ${saidOf(replicationError)}`,
  lag: ({ lagSeconds }, { lagSecondsMax }) => {
    if (lagSeconds === null) return 'DRS does not report its replication lag.';
    return lagSeconds <= lagSecondsMax
      ? null
      : `Its replication lag is ${lagSeconds} s; the maximum is ${lagSecondsMax} s.`;
  },
  'launch-configuration': ({ refused }) =>
    refused?.configuration === undefined
      ? null
      : `DRS refused to return its launch configuration: ${refused.configuration}`,
  'launch-actions': ({ refused }) =>
    refused?.launchActions === undefined
      ? null
      : `DRS refused to return its post-launch actions: ${refused.launchActions}`,
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
  'new-network-interface': (server) => existingInterface(server),
  'drill-network': (server, _terms, { drillNetworks }) => outsideNetworks(server, drillNetworks),
  'not-denied': ({ tags }) => {
    if (tags === null) return `DRS did not return its tags, so it may be tagged ${DENY_TAG}=deny.`;
    return isDenied(tags) ? `It is tagged ${DENY_TAG}=deny: it is never drilled.` : null;
  },
  'not-extended': ({ extendedFrom }) =>
    extendedFrom === null ? null : `It is extended from staging account ${extendedFrom}.`,
};

/** The message for a server that a job is working on. */
export function busyWith(jobId: string | null): string {
  return `${jobId === null ? 'A job' : `Job ${jobId}`} is working on it right now.`;
}

/** A source server with this tag set to `deny` is never drilled. */
const DENY_TAG = 'drs-drill';

/** Its tags forbid to drill it, or DRS does not show them. */
export function isDenied(tags: Record<string, string> | null): boolean {
  return tags === null || tags[DENY_TAG] === 'deny';
}

/** A drill works in these states if the lag is acceptable too (DRS user guide: preparing for failover). */
const HEALTHY: ReadonlySet<string> = new Set(['CONTINUOUS', 'BACKLOG', 'RESCAN', 'CREATING_SNAPSHOT']);
const ACTIVE: ReadonlySet<string> = new Set(['PENDING', 'IN_PROGRESS']);

function saidOf({ code, said }: ReplicationError): string {
  return said === null ? code : `${code}: ${said}`;
}

/** The message for a server whose recovery points DRS refuses to list. */
export function pointsRefused(said: string): string {
  return `DRS refused to list its recovery points: ${said}`;
}

function pointMissing({ points, sourceServerId, refused }: Listed, { recoveryPoint }: Terms): string | null {
  if (refused?.points !== undefined) return pointsRefused(refused.points);
  if (points.length === 0) return 'DRS has no recovery point for it.';
  if (recoveryPoint.type === 'AT_OR_BEFORE' && !points.some((point) => point.at <= recoveryPoint.at)) {
    return 'DRS has no recovery point for it at or before the requested time.';
  }
  if (recoveryPoint.type === 'ID' && !points.some((point) => point.snapshotId === recoveryPoint.ids[sourceServerId])) {
    return `DRS has no recovery point ${recoveryPoint.ids[sourceServerId]} for it.`;
  }
  return null;
}

/**
 * A launch deletes what earlier ones have left, "regardless if they have been disconnected and deleted from DRS" (DRS
 * user guide).
 */
function realInstance(server: Listed): string | null {
  const { liveInstances, unlistedInstances = [], notMadeInstances = [], refused } = server;
  const real = liveInstances.find((instance) => !instance.isDrill);
  if (real !== undefined) return `Instance ${real.instanceId} of a real recovery is live; a launch would delete it.`;
  const [unlisted] = unlistedInstances;
  if (unlisted !== undefined)
    return `Instance ${unlisted.instanceId} is ${unlisted.state} in EC2, and DRS does not list it as a drill instance; a launch would delete it.`;
  if (refused?.recovery !== undefined) return `DRS refused to return its last recovery: ${refused.recovery}`;
  const [notMade] = notMadeInstances;
  if (notMade === undefined) return null;
  return `Instance ${notMade.instanceId} may be a machine that a drill was launched into; a launch would delete it: ${notMade.missing}.`;
}

/** A server that fails back belongs to a recovery that is in use (DRS API model: ReplicationDirection). */
function otherDirection(direction: string | null | undefined): string | null {
  if (direction === undefined || direction === 'FAILOVER') return null;
  if (direction === null) return 'DRS does not report its replication direction.';
  return `Its replication direction is ${direction}: it belongs to a recovery that is in use.`;
}

/** An existing interface can be attached to only one instance, in one network. No drill may take it. */
function existingInterface({ template, refused }: Listed): string | null {
  if (template === undefined || hasNoTemplate(refused)) return null;
  if (template === null) return `${unreadTemplate(refused)} It may name an existing network interface.`;
  const [id] = template.networkInterfaceIds;
  return id === undefined ? null : `Its launch template uses network interface ${id}, which already exists.`;
}

/** Only known drill networks isolate a copy of production from production. */
function outsideNetworks({ network, template, refused }: Listed, allowed: Limits['drillNetworks']): string | null {
  if ((template?.networkInterfaceIds ?? []).length > 0 || refused?.configuration !== undefined) return null;
  // Without a template it is unknown what DRS would launch, so it fails even the most lenient setting.
  if (allowed === 'ANY') return refused?.template?.isMissing === true ? unreadTemplate(refused) : null;
  if (allowed === null) return 'No drill networks are configured for this deployment.';
  if (network === null) return unreadTemplate(refused);
  if (network.subnetIds.length === 0)
    return 'Its launch template names no subnet, so it would launch into the default VPC.';
  if (network.securityGroupIds.length === 0) return 'Its launch template names no security group.';
  const subnets = network.subnetIds.filter((id) => !allowed.subnetIds.includes(id));
  const groups = network.securityGroupIds.filter((id) => !allowed.securityGroupIds.includes(id));
  const outside = [...subnets, ...groups];
  return outside.length === 0 ? null : `Its launch template uses ${outside.join(', ')}, outside the drill networks.`;
}

/** A template that does not exist names nothing. If its id is unknown, the message about the id covers it. */
function hasNoTemplate(refused: RefusedAnswers | undefined): boolean {
  return refused?.configuration !== undefined || refused?.template?.isMissing === true;
}

/** The id comes first, because the record keeps little of a message. */
function unreadTemplate(refused: RefusedAnswers | undefined): string {
  if (refused?.template === undefined) return 'Its launch template could not be read.';
  const { launchTemplateId, isMissing, message } = refused.template;
  return `Its launch template ${launchTemplateId} ${isMissing ? 'does not exist' : 'could not be read'}: ${message}`;
}
