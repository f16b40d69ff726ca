import { isDeepStrictEqual } from 'node:util';
import type { ScheduleTerms } from '../../../drill/schedules/schedule.ts';
import type { PlanContent, Ports } from '../../../flow/ports.ts';
import { bodyOf, hashOfBody, membersOf, namedRequest } from '../namedRequest.ts';
import type { PlannedScheduleTerms } from '../scenarios/plannedPlans.ts';
import type { Deployment, SeededWorld } from '../seededState.ts';

/** The plans of a deployment. Notes every version that is saved, and which one is the newest. */
export function watchedPlans(world: SeededWorld, deployment: Deployment): Ports['plans'] {
  const { plans } = deployment.table.ports;
  return {
    ...plans,
    async save(content, readVersion) {
      // A save whose reply is lost was written all the same.
      const written = plans.save(content, readVersion);
      await written.catch(() => undefined);
      await noteVersion(world, deployment, content);
      return written;
    },
    async delete(name, readVersion) {
      const written = plans.delete(name, readVersion);
      await written.catch(() => undefined);
      const { newest } = deployment.plans;
      const known = newest.findLast((one) => one.name === name);
      if (known?.value != null && (await plans.newest(name)) === undefined)
        newest.push({ name, at: world.tasks.now(), value: null });
      return written;
    },
  };
}

/** The schedules of a deployment. Notes what each is from now on; what is noted about its runs makes no difference. */
export function watchedSchedules(world: SeededWorld, deployment: Deployment): Ports['planSchedules'] {
  const { planSchedules } = deployment.table.ports;
  const note = (name: string) => noteSchedule(world, deployment, name);
  return {
    ...planSchedules,
    async save(schedule, readVersion) {
      const written = planSchedules.save(schedule, readVersion);
      await written.catch(() => undefined);
      await note(schedule.name);
      return written;
    },
    async delete(name, readVersion) {
      const written = planSchedules.delete(name, readVersion);
      await written.catch(() => undefined);
      await note(name);
      return written;
    },
  };
}

async function noteVersion(
  { scenario, servers, tasks, violations }: SeededWorld,
  { plans: known, index, table }: Deployment,
  { name, version }: PlanContent,
): Promise<void> {
  const kept = await table.ports.plans.version(name, version);
  if (kept === undefined || known.versions.some(({ plan }) => plan.name === name && plan.version === version)) return;
  const hash = hashOfBody(kept.body);
  const sent = (scenario.plans ?? [])
    .filter((plan) => plan.deployment === index && plan.name === name)
    .flatMap(({ acts }) => acts.flatMap(({ save }) => (save === null ? [] : [namedRequest(servers, save)])));
  const request = sent.find((one) => hashOfBody(bodyOf(one)) === hash);
  if (request === undefined || kept.hash !== hash)
    violations.add(`a version of a plan is what somebody saved (${name}, version ${version})`);
  if (request === undefined) return;
  known.versions.push({ plan: { name, version, hash }, request });
  known.newest.push({ name, at: tasks.now(), value: version });
}

async function noteSchedule(
  { scenario, tasks, violations }: SeededWorld,
  { plans, index, table }: Deployment,
  name: string,
): Promise<void> {
  const { value } = await table.ports.planSchedules.load(name);
  const known = plans.schedules.findLast((one) => one.name === name);
  if (known?.value?.generation === value?.generation) return;
  const at = tasks.now();
  if (value === undefined) return void plans.schedules.push({ name, at, value: null });
  const sent = (scenario.schedules ?? [])
    .filter((one) => one.deployment === index && one.name === name)
    .flatMap(({ acts }) => acts.flatMap(({ save }) => save ?? []));
  const terms = sent.find((one) => isSent(one, value.terms));
  if (terms === undefined) violations.add(`a schedule is what somebody saved (${name})`);
  else plans.schedules.push({ name, at, value: { generation: value.generation, terms } });
}

function isSent({ overrides, ...planned }: PlannedScheduleTerms, terms: ScheduleTerms): boolean {
  const { timeZone: _zone, startAt: _start, flexibleWindowMinutes: _window, ...kept } = terms;
  return isDeepStrictEqual({ ...planned, overrides: membersOf(overrides) }, kept);
}
