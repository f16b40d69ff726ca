import type { Drill, Launch } from '../drill.ts';
import type { Effect } from '../effects.ts';
import { oldestInspection } from '../phases/inspection.ts';
import { waiverOf } from '../preflight.ts';
import { searchFrom, serversInLaunch } from './launches.ts';
import { launchTag } from './launchTag.ts';

/** The StartRecovery effect of a requested launch. */
export function startOf(drill: Drill, index: number): Extract<Effect, { kind: 'StartRecovery' }> {
  const launch = drill.launches[index];
  if (launch === undefined) throw new Error(`drill ${drill.drillId} has no launch ${index}`);
  const ids = serversInLaunch(drill, index);
  return {
    kind: 'StartRecovery',
    launch: index,
    servers: ids.map((sourceServerId) => ({
      sourceServerId,
      mayReplaceDrill: waiverOf(drill.terms, 'no-drill-instance', sourceServerId) !== undefined,
    })),
    recoveryPoint: drill.terms.recoveryPoint,
    tags: launchTags(drill, launch, index),
    requestedAt: drill.requestedAt,
    lookedAt: Math.min(drill.jobsInspectedAt ?? drill.requestedAt, oldestInspection(drill, ids)),
    inspectedAt: oldestInspection(drill, ids),
    searchFrom: searchFrom(launch, drill.at),
    attempt: launch.attempts,
    room: { jobs: drill.limits.jobsMax, servers: drill.limits.serversInJobsMax },
    ...(drill.crowded === true ? { crowded: true } : {}),
  };
}

function launchTags(drill: Drill, launch: Launch, index: number): Record<string, string> {
  return {
    ...drill.terms.tags,
    DrillOwner: drill.owner,
    DrillId: drill.drillId,
    Launch: launchTag(drill, launch, index),
    ...(drill.terms.recoveryPlan === undefined ? {} : { RecoveryPlan: drill.terms.recoveryPlan }),
    Wave: String(launch.wave + 1),
    ExecutionType: 'Drill',
  };
}
