import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import { keptUntil } from '../../aws/drs/jobs.ts';
import type { LiveInstance } from '../../aws/simulatedAws.ts';
import { isGoing, isOf, leverOf, type SeededWorld, SITE } from '../seededState.ts';
import { unheldSince } from './watchRecoveries.ts';

/** Runs every minute: checks promise 2 against the simulator's own state. */
export function watchTime(world: SeededWorld): void {
  const { aws, tasks, scenario, violations } = world;
  const now = tasks.now();
  const { faultsUntil } = scenario.faults;
  for (const deployment of world.deployments)
    if (leverOf(deployment, now)?.state === 'FROZEN') deployment.frozenAt = now;
  if (faultsUntil !== null && now < faultsUntil + PROMISED_MS) return;
  for (const instance of aws.liveInstances(SITE)) {
    const deployment = world.deployments.find((one) => isOf(instance, one.owner));
    if (deployment === undefined || isGoing(instance)) continue;
    const drillId = instance.jobTags['DrillId'] ?? '';
    const due = dueAt(deployment.records.get(drillId), now, deployment.quarantined.has(drillId));
    if (due === undefined || now <= due + PROMISED_MS) continue;
    // Nothing may be terminated during a real recovery. Afterwards the fifteen minutes start again.
    const unheldAt = unheldSince(world, deployment, now);
    if (unheldAt === undefined || now <= unheldAt + PROMISED_MS) continue;
    const freeAt = freeSince(world, instance);
    if (freeAt === undefined) continue;
    const late = now - Math.max(due, faultsUntil ?? 0, freeAt, unheldAt, deployment.frozenAt) - PROMISED_MS;
    if (late > 0)
      violations.add(
        `nothing leaks: DRS accepts the termination within 15 minutes of the end (${instance.instanceId} of ${instance.jobTags['DrillId']} is ${Math.round(late / SECOND_MS)} s late)`,
      );
  }
}

/** Fifteen minutes, plus the maximum difference between two clocks. */
const PROMISED_MS = 15 * MINUTE_SECONDS * SECOND_MS + 10 * SECOND_MS;

/** When the instances of a drill must be gone: at the end of its hold, the start of its cleanup, or its hard stop. */
function dueAt(drill: Drill | undefined, now: Instant, isQuarantined: boolean): Instant | undefined {
  if (drill === undefined) return undefined;
  // A quarantined drill makes no progress: its hard stop counts. Acts in flight may still be carried out.
  if (isQuarantined) return drill.hardStop?.at;
  if (drill.phase === 'TERMINATING' || drill.phase === 'ENDED') return drill.phaseAt;
  const ends = [drill.hardStop?.at, drill.phase === 'HOLDING' ? drill.holdUntil : undefined];
  const end = Math.min(...ends.flatMap((at) => at ?? []));
  return end <= now ? end : undefined;
}

/**
 * Since when DRS could have terminated it: listed, with no open job on its server and no failback. Undefined: it could
 * not.
 */
function freeSince(world: SeededWorld, instance: LiveInstance): Instant | undefined {
  const { instanceId, sourceServerId } = instance;
  const now = world.tasks.now();
  // Reading the whole state is slow, so the result holds until the last job has ended.
  if ((world.busyUntil.get(instanceId) ?? 0) + PROMISED_MS >= now) return undefined;
  const site = world.aws.state().sites[`${SITE.accountId}/${SITE.region}`];
  const entry = site?.recoveryInstances[instanceId];
  if (site === undefined || entry === undefined || entry.unlistedAt !== null) return undefined;
  const { launchedIsFree } = world.scenario.faults;
  const jobs = (site.servers[sourceServerId]?.jobs ?? []).flatMap((id) => site.jobs[id] ?? []);
  const ends = jobs.map((job) => keptUntil(job, sourceServerId, launchedIsFree));
  const last = Math.max(entry.listedAt, entry.failback?.until ?? 0, ...ends);
  world.busyUntil.set(instanceId, last);
  return last > now ? undefined : last;
}
