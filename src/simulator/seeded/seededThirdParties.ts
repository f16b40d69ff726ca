import { MINUTE_SECONDS, SECOND_MS } from '../../drill/bounds.ts';
import type { Effect } from '../../drill/effects.ts';
import { tryAction } from './seededAction.ts';
import { deliverEvent } from './seededEvents.ts';
import { interfere } from './seededInterference.ts';
import { sweepUp } from './seededJanitor.ts';
import { recoverInWaves } from './seededRecoveries.ts';
import { OWNER, type SeededWorld, SITE } from './seededState.ts';
import type { ThirdPartyAction } from './thirdPartyActions.ts';

/** Third parties in the account, who know nothing of drills. */
export function planThirdParties(world: SeededWorld): void {
  const { scenario, tasks, servers } = world;
  const ids = (indices: number[]) => indices.flatMap((index) => servers[index] ?? []);
  tryAction(world, 'a real recovery before', () => recover(world, ids(scenario.recovered)));
  for (const planned of scenario.thirdParties) {
    const { at, action, servers } = planned;
    tasks.at(at, () => tryAction(world, `third party: ${action}`, () => act(world, planned, ids(servers))));
  }
}

function act(world: SeededWorld, planned: ThirdPartyAction, sourceServerIds: string[]): boolean {
  const { action, waves = [], sweeping } = planned;
  switch (action) {
    case 'janitor':
      return sweeping !== undefined && sweepUp(world, sourceServerIds, sweeping);
    case 'recoverInWaves':
      return recoverInWaves(world, waves);
    case 'recover':
      return recover(world, sourceServerIds);
    case 'recoverTagged':
      return start(world, sourceServerIds, false, { DrillOwner: OWNER, DrillId: `d-${'0'.repeat(24)}` });
    case 'failOver':
      return recover(world, sourceServerIds) && leaveLater(world, false);
    case 'failOverUntagged':
      return recover(world, sourceServerIds) && leaveLater(world, true);
    case 'stayInDrill':
      return start(world, sourceServerIds, true, {}) && leaveLater(world, false);
    case 'deny':
      return deny(world, sourceServerIds);
    case 'drill':
      return start(world, sourceServerIds, true, { DrillOwner: 'somebody', DrillId: `d-${'0'.repeat(24)}` });
    case 'terminate':
      return terminate(world, sourceServerIds);
    case 'terminateAny':
      return terminateInEc2(world, sourceServerIds);
    case 'forge':
      return forge(world, sourceServerIds);
    case 'event':
      return publishNothing(world, sourceServerIds);
    default:
      return interfere(world, action, sourceServerIds);
  }
}

function recover(world: SeededWorld, sourceServerIds: string[]): boolean {
  if (sourceServerIds.length === 0) return false;
  world.thirdPartyJobs.add(world.aws.startRealRecovery(SITE, sourceServerIds));
  return true;
}

/** From now on the owners forbid drills of these servers. */
function deny(world: SeededWorld, sourceServerIds: string[]): boolean {
  const { aws, tasks, deniedAt } = world;
  for (const id of sourceServerIds) {
    const resourceArn = `arn:aws:drs:${SITE.region}:${SITE.accountId}:source-server/${id}`;
    aws.call('drs', 'TagResource', { resourceArn, tags: { 'drs-drill': 'deny' } }, SITE);
    deniedAt.set(id, tasks.now());
  }
  return true;
}

/** Once the instance runs, they disconnect the server from DRS and keep it. Some also remove its tags. */
function leaveLater(world: SeededWorld, untags: boolean): boolean {
  const jobId = world.aws.history.launches.at(-1)?.jobId;
  for (const minutes of LEAVING_MINUTES)
    world.tasks.at(world.tasks.now() + minutes * MINUTE_SECONDS * SECOND_MS, () => leave(world, jobId ?? '', untags));
  return true;
}

/** When they try to disconnect. AWS may have refused earlier attempts. */
const LEAVING_MINUTES = [10, 11, 12, 15, 20, 30, 60];

function leave(world: SeededWorld, jobId: string, untags: boolean): void {
  const launched = new Set(launchedBy(world, jobId));
  const theirs = world.aws.liveInstances(SITE).filter((one) => launched.has(one.instanceId));
  for (const { instanceId } of theirs) {
    const input = { recoveryInstanceID: instanceId };
    tryAction(world, 'third party: leave DRS', () => {
      world.aws.call('drs', 'DisconnectRecoveryInstance', input, SITE);
      world.aws.call('drs', 'DeleteRecoveryInstance', input, SITE);
      if (untags) world.aws.untagOutside(SITE, instanceId);
      return true;
    });
  }
}

/** No third party keeps what a failed launch left. */
function launchedBy({ aws }: SeededWorld, jobId: string): string[] {
  const job = aws.state().sites[`${SITE.accountId}/${SITE.region}`]?.jobs[jobId];
  return (job?.servers ?? []).flatMap(({ statuses, recoveryInstanceID }) =>
    statuses.at(-1)?.[1] === 'LAUNCHED' && recoveryInstanceID !== null ? [recoveryInstanceID] : [],
  );
}

/** Launches by hand, in the console or with another tool. Some copied our tags, or half of them. */
function start(world: SeededWorld, sourceServerIds: string[], isDrill: boolean, tags: Record<string, string>): boolean {
  const before = world.aws.history.launches.length;
  const sourceServers = sourceServerIds.map((sourceServerID) => ({ sourceServerID }));
  try {
    world.aws.call('drs', 'StartRecovery', { sourceServers, isDrill, tags }, SITE);
  } finally {
    for (const { jobId } of world.aws.history.launches.slice(before)) world.thirdPartyJobs.add(jobId);
  }
  return true;
}

/** They clean up what they launched. */
function terminate(world: SeededWorld, sourceServerIds: string[]): boolean {
  const theirs = world.aws
    .liveInstances(SITE)
    .filter((one) => world.thirdPartyJobs.has(one.jobId) && sourceServerIds.includes(one.sourceServerId));
  if (theirs.length === 0) return false;
  const recoveryInstanceIDs = theirs.map((one) => one.instanceId);
  const before = world.aws.history.terminations.length;
  try {
    world.aws.call('drs', 'TerminateRecoveryInstances', { recoveryInstanceIDs }, SITE);
  } finally {
    for (const { jobId } of world.aws.history.terminations.slice(before)) world.thirdPartyJobs.add(jobId);
  }
  return true;
}

/** A third party terminates instances directly in EC2. */
function terminateInEc2(world: SeededWorld, sourceServerIds: string[]): boolean {
  const found = world.aws.liveInstances(SITE).filter((one) => sourceServerIds.includes(one.sourceServerId));
  for (const { instanceId } of found) world.aws.terminateOutside(SITE, instanceId);
  return found.length > 0;
}

/** Publishes events of unknown jobs and instances. */
function publishNothing(world: SeededWorld, sourceServerIds: string[]): boolean {
  const { dice, deployments, tasks } = world;
  const base = {
    version: '0' as const,
    time: new Date(tasks.now()).toISOString(),
    account: SITE.accountId,
    region: SITE.region,
  };
  for (const id of sourceServerIds) {
    const state = dice.pick(['RECOVERY_LAUNCH_SUCCEEDED', 'RECOVERY_LAUNCH_FAILED', 'RECOVERY_LAUNCH_PONDERED']);
    const launch = {
      ...base,
      id: dice.uuid(),
      source: 'aws.drs',
      'detail-type': 'DRS Source Server Launch Result',
      resources: [`arn:aws:drs:${SITE.region}:${SITE.accountId}:source-server/${id}`],
      detail: { state, 'job-id': `drsjob-${dice.hex(17)}`, 'is-drill': 'TRUE' },
    };
    const end = {
      ...base,
      id: dice.uuid(),
      source: 'aws.ec2',
      'detail-type': 'EC2 Instance State-change Notification',
      resources: [],
      detail: { state: 'terminated', 'instance-id': `i-${dice.hex(17)}` },
    };
    for (const deployment of deployments) {
      deliverEvent(world, deployment, launch);
      deliverEvent(world, deployment, end);
    }
  }
  return true;
}

/**
 * A caller with write access to our tables forges a launch request, for a drill that has none pending or does not
 * exist.
 */
function forge(world: SeededWorld, sourceServerIds: string[]): boolean {
  for (const { table, records, owner } of world.deployments) {
    const drillId = world.dice.pick([`d-${'f'.repeat(24)}`, ...records.keys()]);
    const effect: Effect = {
      kind: 'StartRecovery',
      launch: 0,
      servers: sourceServerIds.map((sourceServerId) => ({ sourceServerId, mayReplaceDrill: true })),
      recoveryPoint: { type: 'LATEST' },
      tags: { DrillOwner: owner, DrillId: `d-${'f'.repeat(24)}`, Launch: 'forged' },
      requestedAt: world.tasks.now(),
      lookedAt: world.tasks.now(),
      searchFrom: world.tasks.now(),
      attempt: 1,
    };
    const item = { drillId, effectId: 'forged', site: SITE, delaySeconds: 0, takenAt: null, effect };
    table.forgeEffect({ ...item, state: 'REQUESTED' });
  }
  return true;
}
