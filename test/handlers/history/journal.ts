import type { Drill } from '../../../src/drill/drill.ts';
import { fold } from '../../../src/drill/evolve.ts';
import type { Fact, JournalEntry } from '../../../src/drill/facts.ts';
import { LIMITS, OWNER, someTerms } from '../../builders.ts';
import type { DrillStory, ServerStory } from './stories.ts';

/** The journal of a story, as the product would have written it, and the record that it folds to. */
export function journalOf(story: DrillStory): { drill: Drill; entries: JournalEntry[] } {
  const report: { at: number; facts: Fact[] }[] = [
    { at: story.requestedAt, facts: [requested(story)] },
    { at: story.inspectedAt, facts: [...answeredIn(story), ...inspected(story)] },
    { at: story.inspectedAt, facts: launched(story) },
    { at: story.failedAt, facts: story.servers.flatMap((server) => [...notLaunched(server), ...launchEnded(server)]) },
    ...story.servers.flatMap((server) => looked(server)),
    ...held(story),
    ...story.servers.flatMap(lostIn),
    ...story.terminations.map(({ at, sourceServerIds }) => ({
      at,
      facts: [{ type: 'TerminationAccepted' as const, jobId: 'drsjob-9', sourceServerIds }],
    })),
    ...story.servers.map((server) => ({ at: server.goneAt, facts: goneBy(server) })),
  ];
  const inOrder = report.filter(({ facts }) => facts.length > 0).sort((a, b) => a.at - b.at);
  inOrder.push({
    at: story.endedAt,
    facts: [{ type: 'OutcomeDecided', outcome: story.outcome, why: 'so it was' }, { type: 'DrillEnded' }],
  });
  const { drillId } = story;
  const entries = inOrder.map(({ at, facts }, index) => ({ drillId, seq: index + 1, at, cause: 'Woken', facts }));
  const drill = fold(entries);
  if (drill === undefined) throw new Error('the story does not begin with a request');
  return { drill, entries };
}

function requested({ drillId, region, plan, objectives, servers }: DrillStory): Fact {
  const terms = someTerms(plan === null ? { objectives } : { objectives, recoveryPlan: plan });
  const site = { accountId: '111122223333', region };
  const request = { site, waves: [servers.map(({ sourceServerId }) => sourceServerId)], terms };
  return {
    type: 'DrillRequested',
    drillId,
    owner: OWNER,
    request,
    requestedBy: 'local',
    requestHash: drillId,
    limits: LIMITS,
  };
}

function answeredIn({ world }: DrillStory): Fact[] {
  return world === null ? [] : [{ type: 'WorldSeen', world }];
}

function inspected({ servers }: DrillStory): Fact[] {
  const seen = servers.flatMap(({ sourceServerId, seen: found }) =>
    found === null ? [] : [{ sourceServerId, stopped: false, found: inspection(sourceServerId, found) }],
  );
  return seen.length === 0 ? [] : [{ type: 'ServersInspected', servers: seen }];
}

function inspection(sourceServerId: string, { exists, hostname, lagSeconds }: NonNullable<ServerStory['seen']>) {
  if (!exists) return { sourceServerId, exists };
  return {
    sourceServerId,
    exists,
    hostname,
    replicationState: 'CONTINUOUS',
    lagSeconds,
    lastLaunch: { jobId: null, status: null, type: null },
    extendedFrom: null,
    launchDisposition: 'STARTED',
    launchIntoInstanceId: null,
    points: [],
    liveInstances: [],
    tags: {},
    network: null,
  };
}

function launched({ servers, createdAt }: DrillStory): Fact[] {
  return ([0, 1] as const).flatMap((launch): Fact[] => {
    const mine = servers.filter((server) => server.launch === launch && wasLaunched(server));
    if (mine.length === 0) return [];
    const sourceServerIds = mine.map(({ sourceServerId }) => sourceServerId);
    return [
      { type: 'LaunchPlanned', launch, wave: 0, sourceServerIds },
      { type: 'LaunchStarted', launch, jobId: `drsjob-${launch}`, createdAt: createdAt[launch], found: false },
    ];
  });
}

function wasLaunched({ fate }: Pick<ServerStory, 'fate'>): boolean {
  return fate !== 'NEVER_LAUNCHED' && fate !== 'REFUSED' && fate !== 'PREVENTED';
}

/** A launch of its own that started nothing. */
function notLaunched({ sourceServerId, fate, error }: ServerStory): Fact[] {
  if (fate !== 'REFUSED' && fate !== 'PREVENTED') return [];
  const message = fate === 'REFUSED' ? `StartRecovery: ${error}` : error;
  const failed = { kind: fate === 'REFUSED' ? 'INVALID' : 'LEVER', message };
  const launch = fate === 'REFUSED' ? 2 : 3;
  const nothing = { instanceId: null, neverExisted: true, steps: {} };
  return [
    { type: 'LaunchPlanned', launch, wave: 0, sourceServerIds: [sourceServerId] },
    { type: 'EffectAnswered', effectId: 'a-1', failed },
    { type: 'LaunchVoid', launch, reason: message },
    { type: 'ServerFailed', sourceServerId, error: message, ...nothing },
  ];
}

function launchEnded({ sourceServerId, fate, error, hasInstance, steps }: ServerStory): Fact[] {
  const instanceId = hasInstance ? `i-${sourceServerId}` : null;
  if (!wasLaunched({ fate })) return [];
  if (fate === 'FAILED')
    return [{ type: 'ServerFailed', sourceServerId, error, instanceId, neverExisted: false, steps }];
  const launchedAt = steps['LAUNCH_END'] ?? null;
  return [{ type: 'ServerLaunched', sourceServerId, launchedAt, instanceId, usedPreviousSnapshot: false, steps }];
}

function looked(server: ServerStory): { at: number; facts: Fact[] }[] {
  const { sourceServerId, fate, foundAt, notReadyAt, verifiedAt, pointAt, error } = server;
  if (fate === 'FAILED' || !wasLaunched({ fate })) return [];
  const instanceId = `i-${sourceServerId}`;
  const found: Fact = { type: 'InstanceFound', sourceServerId, instanceId, volumeIds: [], pointInTimeAt: pointAt };
  const facts: Fact[] = [found];
  if (pointAt !== null) facts.push({ type: 'PointUsed', sourceServerId, point: { kind: 'ON_DEMAND', at: pointAt } });
  const looks = [{ at: foundAt, facts }];
  if (notReadyAt !== null) {
    const notReady: Fact = { type: 'InstancesNotReady', sourceServerIds: [sourceServerId], lookedAt: notReadyAt };
    looks.push({ at: notReadyAt, facts: [notReady] });
  }
  if (fate === 'VERIFICATION_FAILED') {
    return [
      ...looks,
      { at: verifiedAt, facts: [{ type: 'ServerVerificationFailed', sourceServerId, reason: error, verified: null }] },
    ];
  }
  if (fate === 'NOT_LOOKED_AT') return looks;
  return [...looks, { at: verifiedAt, facts: [{ type: 'ServerVerified', sourceServerId, verified: 'STATUS_CHECKS' }] }];
}

function held({ hold, requestedAt }: DrillStory): { at: number; facts: Fact[] }[] {
  if (hold === null) return [];
  const began = { at: requestedAt + 7_200_000, facts: [{ type: 'HoldBegan' as const, until: hold.until }] };
  if (hold.endedBy === null) return [began];
  return [began, { at: hold.endedBy.at, facts: [{ type: 'HoldEnded' as const, by: hold.endedBy.name }] }];
}

function lostIn({ sourceServerId, lost }: ServerStory): { at: number; facts: Fact[] }[] {
  if (lost === null) return [];
  const { state, at: lostAt, reason, seenAt } = lost;
  return [{ at: seenAt, facts: [{ type: 'ServersLost', servers: [{ sourceServerId, state, lostAt, reason }] }] }];
}

function goneBy({ sourceServerId, gone }: ServerStory): Fact[] {
  if (gone === 'ACKNOWLEDGED') {
    return [{ type: 'LeakAcknowledged', by: 'arn:alice', reason: 'seen', sourceServerIds: [sourceServerId] }];
  }
  return [{ type: 'ServerGone', sourceServerId, proof: gone }];
}
