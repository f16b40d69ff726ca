import { MINUTE_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant } from '../drill/drill.ts';
import { type Lever, leverInForce } from '../drill/site.ts';
import type { Save, Saved } from '../flow/ports.ts';
import type { LiveInstance, OtherWorld } from './otherWorld.ts';
import { count, type Deployment, type SeededWorld, SITE } from './seededState.ts';

/** The other world as one function of a deployment reaches it: every call is counted, and what may never be asked is noticed. */
export function watchCalls(world: SeededWorld, deployment: Deployment, drillId: string | undefined): OtherWorld {
  const { aws } = world;
  return {
    ...aws,
    call: (service, operation, input, caller) => {
      const live = operation === 'StartRecovery' ? aws.liveInstances(SITE) : [];
      if (operation === 'StartRecovery') beforeStart(world, deployment, input);
      if (operation === 'TerminateRecoveryInstances') beforeTerminate(world, deployment, input);
      const launches = aws.history.launches.length;
      const schedules = operation === 'CreateSchedule' ? input : undefined;
      try {
        const answer = aws.call(service, operation, input, caller, drillId === undefined ? {} : { drillId });
        if (schedules !== undefined) scheduleMade(deployment, schedules);
        return answer;
      } catch (fault) {
        const { type, replyLost } = fault as { type?: string; replyLost?: boolean };
        if (schedules !== undefined && replyLost === true) scheduleMade(deployment, schedules);
        count(world, `${operation}: ${type}`);
        throw fault;
      } finally {
        for (const launch of aws.history.launches.slice(launches)) afterStart(world, deployment, launch, live);
      }
    },
  };
}

/** A save that succeeded is what the deployment believes from now on; it is held against the world at once. */
export async function watchSave(world: SeededWorld, deployment: Deployment, save: Save): Promise<Saved> {
  const { violations, aws } = world;
  const saved = await tryToSave(world, deployment, save);
  if (saved.result !== 'SAVED') return saved;
  const { drill, site } = save;
  if (drill.outcome === 'PASSED' && drill.cleanup !== 'CLEAN')
    violations.add(`nothing is PASSED that is not CLEAN (${drill.drillId})`);
  if (drill.cleanup === 'CLEAN' || drill.cleanup === 'NOT_NEEDED') {
    for (const instance of aws.liveInstances(SITE)) {
      if (isOf(instance, deployment.owner) && instance.jobTags['DrillId'] === drill.drillId && !isGoing(instance))
        violations.add(
          `nothing is CLEAN that still runs (${drill.drillId}: ${instance.instanceId} is ${instance.state})`,
        );
    }
  }
  if (drill.phase === 'ENDED' && drill.cleanup === 'CLEAN') {
    const instances = Object.values(aws.state().sites[`${SITE.accountId}/${SITE.region}`]?.instances ?? {});
    const own = new Set(drill.launches.map((launch) => launch.jobId));
    for (const { instanceId, purpose, jobId, volumesGoneAt } of instances) {
      if (purpose === 'RECOVERY' && own.has(jobId) && volumesGoneAt === null)
        violations.add(`nothing is CLEAN that left volumes (${drill.drillId}: ${instanceId})`);
    }
  }
  if (site !== undefined) {
    const reserved = Object.values(site.record.reserved);
    const { jobsMax, serversInJobsMax } = drill.limits;
    if (reserved.reduce((sum, one) => sum + one.jobs, 0) > jobsMax)
      violations.add(`no more jobs are reserved than allowed (${drill.drillId})`);
    if (reserved.reduce((sum, one) => sum + one.servers, 0) > serversInJobsMax)
      violations.add(`no more servers in jobs are reserved than allowed (${drill.drillId})`);
    const claimed = Object.values(site.record.claims).flat();
    if (new Set(claimed).size < claimed.length) violations.add(`no server belongs to two drills (${drill.drillId})`);
  }
  return saved;
}

/** A save whose reply is lost may have happened all the same. */
async function tryToSave(world: SeededWorld, deployment: Deployment, save: Save): Promise<Saved> {
  const { drillId } = save.drill;
  const note = (drill: Drill) => {
    world.trace.push(
      `${world.tasks.now()} ${deployment.index} saved ${drillId} #${save.entry.seq} ${drill.phase} by ${save.entry.cause}: ${save.entry.facts.map((fact) => fact.type).join(' ')}`,
    );
    deployment.records.set(drillId, drill);
  };
  try {
    const saved = await deployment.table.ports.drills.save(save);
    if (saved.result === 'SAVED') note(save.drill);
    return saved;
  } catch (error) {
    const there = await deployment.table.ports.drills.load(drillId);
    if (JSON.stringify(there?.drill) === JSON.stringify(save.drill)) note(save.drill);
    throw error;
  }
}

/** A drill is set aside only when this world itself says so. */
export function watchBroken(world: SeededWorld, { setAside }: Deployment, drillId: string, sentence: string): void {
  if (!setAside.has(drillId)) world.violations.add(`every invariant holds (${drillId}: ${sentence})`);
}

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
    const due = dueAt(deployment.records.get(drillId), now, deployment.setAside.has(drillId));
    if (due === undefined || now <= due + PROMISED_MS) continue;
    const freeAt = freeSince(world, instance);
    if (freeAt === undefined) continue;
    const late = now - Math.max(due, faultsUntil ?? 0, freeAt, deployment.frozenAt) - PROMISED_MS;
    if (late > 0)
      violations.add(
        `nothing leaks: 15 minutes after its end DRS has accepted the termination (${instance.instanceId} of ${instance.jobTags['DrillId']} is ${Math.round(late / SECOND_MS)} s late)`,
      );
  }
}

/** Fifteen minutes, and what two clocks may differ. */
const PROMISED_MS = 15 * MINUTE_SECONDS * SECOND_MS + 10 * SECOND_MS;

/** From when on a drill's instances may not be there: its hold's end, the beginning of its cleaning, or its hard stop. */
function dueAt(drill: Drill | undefined, now: Instant, isSetAside: boolean): Instant | undefined {
  if (drill === undefined) return undefined;
  // Nobody moves it any more; its hard stop counts, and what was under way may still be carried out.
  if (isSetAside) return drill.hardStop?.at;
  if (drill.phase === 'TERMINATING' || drill.phase === 'ENDED') return drill.phaseAt;
  const ends = [drill.hardStop?.at, drill.phase === 'HOLDING' ? drill.holdUntil : undefined];
  const end = Math.min(...ends.flatMap((at) => at ?? []));
  return end <= now ? end : undefined;
}

/** Since when DRS could have terminated it: listed, and no job open on its server. Undefined while it could not. */
function freeSince(world: SeededWorld, instance: LiveInstance): Instant | undefined {
  const { instanceId, sourceServerId } = instance;
  const now = world.tasks.now();
  // Reading the whole world is slow; what was learnt holds until the last job is over.
  if ((world.busyUntil.get(instanceId) ?? 0) + PROMISED_MS >= now) return undefined;
  const site = world.aws.state().sites[`${SITE.accountId}/${SITE.region}`];
  const entry = site?.recoveryInstances[instanceId];
  if (site === undefined || entry === undefined || entry.unlistedAt !== null) return undefined;
  const ends = (site.servers[sourceServerId]?.jobs ?? []).map((id) => site.jobs[id]?.endsAt ?? 0);
  const last = Math.max(entry.listedAt, ...ends);
  world.busyUntil.set(instanceId, last);
  return last > now ? undefined : last;
}

function isOf(instance: LiveInstance, owner: string): boolean {
  return instance.isDrill && instance.jobTags['DrillOwner'] === owner;
}

function isGoing(instance: LiveInstance): boolean {
  return instance.state === 'shutting-down';
}

function beforeStart({ tasks, violations }: SeededWorld, deployment: Deployment, input: Record<string, unknown>): void {
  const lever = leverOf(deployment, tasks.now());
  if (lever !== undefined && isOld(lever, tasks.now()))
    violations.add(`nothing is launched while the lever is closed (${lever.state})`);
  const tags = input['tags'] as Record<string, string>;
  if (input['isDrill'] !== true) violations.add(`every StartRecovery is a drill (${tags['DrillId']})`);
  if (tags['DrillOwner'] !== deployment.owner)
    violations.add(`every job of ours carries our owner tag (${tags['DrillId']})`);
}

function beforeTerminate(
  { aws, tasks, violations }: SeededWorld,
  deployment: Deployment,
  input: Record<string, unknown>,
): void {
  const asked = new Set(input['recoveryInstanceIDs'] as string[]);
  const lever = leverOf(deployment, tasks.now());
  if (lever?.state === 'FROZEN' && isOld(lever, tasks.now()))
    violations.add('nothing is terminated while the site is frozen');
  for (const instance of aws.liveInstances(SITE)) {
    if (!asked.has(instance.instanceId) || (instance.isDrill && isOf(instance, deployment.owner))) continue;
    violations.add(`nothing foreign is asked to be terminated (${instance.instanceId})`);
  }
}

/** The lever as the deployment has it in its table. */
function leverOf({ table }: Deployment, now: Instant): Lever | undefined {
  return leverInForce(
    table.sites().map(({ record }) => record.lever),
    now,
  );
}

/** A function that had looked before the lever was moved may still be about its call. */
function isOld(lever: Lever, now: Instant): boolean {
  return now > lever.at + MINUTE_SECONDS * SECOND_MS;
}

function afterStart(
  world: SeededWorld,
  deployment: Deployment,
  launch: OtherWorld['history']['launches'][number],
  live: LiveInstance[],
): void {
  const { violations, aws, scenario } = world;
  const { DrillId: drillId = '', Launch: tag } = launch.tags;
  const stopAt = deployment.hardStops.get(drillId);
  if (stopAt === undefined || stopAt <= launch.at)
    violations.add(`nothing is launched without a hard stop to come (${drillId})`);
  const earlier = aws.history.launches.filter(
    (one) => one.jobId !== launch.jobId && one.isDrill && one.tags['DrillOwner'] === deployment.owner,
  );
  if (earlier.some((one) => one.tags['Launch'] === tag)) violations.add(`nothing is launched twice (${tag})`);
  const servers = new Set(launch.sourceServerIds);
  for (const one of earlier.filter((each) => each.tags['DrillId'] === drillId)) {
    for (const id of one.sourceServerIds)
      if (servers.has(id)) violations.add(`nothing is launched twice (${id} in ${drillId})`);
  }
  const record = deployment.records.get(drillId);
  if (record?.phase === 'ENDED') violations.add(`a drill that has ended launches nothing (${drillId})`);
  const waivers = record?.terms.waivers ?? [];
  for (const id of launch.sourceServerIds) {
    const { tags, subnetId } = scenario.servers[world.servers.indexOf(id)] ?? {};
    const isWaived = waivers.some(({ check }) => check === 'drill-network') || record?.limits.drillNetworks === 'ANY';
    if (tags?.['drs-drill'] === 'deny') violations.add(`nothing is drilled that is tagged so (${id})`);
    if (subnetId !== undefined && !isWaived) violations.add(`nothing is launched outside the drill networks (${id})`);
  }
  for (const instanceId of launch.replaced) {
    const old = live.find((one) => one.instanceId === instanceId);
    const mayReplace = waivers.some(
      ({ check, sourceServerId }) => check === 'no-drill-instance' && sourceServerId === old?.sourceServerId,
    );
    if (old?.isDrill !== true || !mayReplace)
      violations.add(`nothing is replaced by a launch of ours (${instanceId} by ${tag})`);
  }
}

function scheduleMade(deployment: Deployment, input: Record<string, unknown>): void {
  const drillId = /^h-(d-[0-9a-z]{24})-\d+$/.exec(String(input['Name']))?.[1];
  const at = /^at\((.*)\)$/.exec(String(input['ScheduleExpression']))?.[1];
  if (drillId === undefined || at === undefined) return;
  deployment.hardStops.set(drillId, Math.max(deployment.hardStops.get(drillId) ?? 0, Date.parse(`${at}Z`)));
}
