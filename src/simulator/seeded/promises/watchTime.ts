import { MINUTE_SECONDS, SECOND_MS } from '../../../drill/bounds.ts';
import type { Drill, Instant } from '../../../drill/drill.ts';
import { keptUntil } from '../../aws/drs/jobs.ts';
import type { LiveInstance } from '../../aws/simulatedAws.ts';
import { isGoing, isOf, leverOf, type SeededWorld, SITE } from '../seededState.ts';
import { unheldSince } from './watchRecoveries.ts';

/** Asked every minute: promise 2, by the world's own knowledge. */
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
    // While a real recovery goes on nothing may be terminated; when it ends, fifteen minutes again.
    const unheldAt = unheldSince(world, deployment, now);
    if (unheldAt === undefined || now <= unheldAt + PROMISED_MS) continue;
    const freeAt = freeSince(world, instance);
    if (freeAt === undefined) continue;
    const late = now - Math.max(due, faultsUntil ?? 0, freeAt, unheldAt, deployment.frozenAt) - PROMISED_MS;
    if (late > 0)
      violations.add(
        `nothing leaks: 15 minutes after its end DRS has accepted the termination (${instance.instanceId} of ${instance.jobTags['DrillId']} is ${Math.round(late / SECOND_MS)} s late)`,
      );
  }
}

/** Fifteen minutes, and what two clocks may differ. */
const PROMISED_MS = 15 * MINUTE_SECONDS * SECOND_MS + 10 * SECOND_MS;

/** From when on a drill's instances may not be there: its hold's end, the beginning of its cleaning, or its hard stop. */
function dueAt(drill: Drill | undefined, now: Instant, isQuarantined: boolean): Instant | undefined {
  if (drill === undefined) return undefined;
  // Nobody moves it any more; its hard stop counts, and what was under way may still be carried out.
  if (isQuarantined) return drill.hardStop?.at;
  if (drill.phase === 'TERMINATING' || drill.phase === 'ENDED') return drill.phaseAt;
  const ends = [drill.hardStop?.at, drill.phase === 'HOLDING' ? drill.holdUntil : undefined];
  const end = Math.min(...ends.flatMap((at) => at ?? []));
  return end <= now ? end : undefined;
}

/** Since when DRS could have terminated it: listed, no job open on its server, no failback through it. Undefined while it could not. */
function freeSince(world: SeededWorld, instance: LiveInstance): Instant | undefined {
  const { instanceId, sourceServerId } = instance;
  const now = world.tasks.now();
  // Reading the whole world is slow; what was learnt holds until the last job is over.
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
