import type { RequestSettings } from '../../api/drillRequest.ts';
import { digestOf } from '../../api/identity.ts';
import { invalidInput } from '../../api/input.ts';
import { bodyFromPlan } from '../../api/planStart.ts';
import type { Expected } from '../../api/preconditions.ts';
import { BadRequest } from '../../api/problem.ts';
import { readSchedule } from '../../api/schedules/readSchedule.ts';
import { copyStart } from '../../api/schedules/scheduleTimes.ts';
import { SAVE_ATTEMPTS_MAX, SCHEDULES_MAX } from '../../drill/bounds.ts';
import { type Schedule, type ScheduleTerms, withTerms } from '../../drill/schedules/schedule.ts';
import { Refused, Unavailable } from '../../flow/errors.ts';
import { keepCopy, type SchedulePorts } from '../../flow/schedules/copies.ts';
import { readRequest } from '../parsing/readRequest.ts';
import type { AllPorts } from '../wiring/wiring.ts';
import { refuseOtherState } from './refuseOtherState.ts';

/** A schedule to save, by whom, and what is expected to be there. */
export interface RequestedSchedule {
  name: string;
  body: unknown;
  by: string;
  expected: Expected;
  /** Whether the caller may also start drills, which pinning a version of a plan amounts to. */
  mayStart: boolean;
}

type Saving = SchedulePorts & Pick<AllPorts, 'plans' | 'clock'>;

/** Saves a schedule, then its copy. Terms that it has already are not saved again, but its copy is made again. */
export async function saveSchedule(
  ports: Saving,
  requested: RequestedSchedule,
  settings: RequestSettings,
): Promise<{ schedule: Schedule; isNew: boolean }> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { value: before, version } = await ports.planSchedules.load(requested.name);
    const schedule = await changed(ports, requested, before, settings);
    if (schedule !== before && !(await ports.planSchedules.save(schedule, version))) continue;
    await keepCopy(ports, schedule, copyStart(schedule, ports.clock.now()));
    return { schedule, isNew: before === undefined };
  }
  throw new Unavailable(`the schedule ${requested.name} was changed by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}

async function changed(
  ports: Saving,
  { name, body, by, expected, mayStart }: RequestedSchedule,
  before: Schedule | undefined,
  settings: RequestSettings,
): Promise<Schedule> {
  const now = ports.clock.now();
  const { holdSecondsMax } = settings;
  const terms = readSchedule(body, { holdSecondsMax, now, before: before?.terms });
  if (before !== undefined && digestOf(before.terms) === digestOf(terms)) return before;
  refuseOtherState(name, before, expected);
  if (before === undefined) await refuseTooMany(ports);
  const isPinned = before?.terms.plan === terms.plan && before.terms.planVersion === terms.planVersion;
  if (!isPinned && !mayStart) throw new BadRequest(403, 'right-missing', PINNING);
  await refuseUnplanned(ports, terms, settings);
  return withTerms(before, name, terms, { by, at: now });
}

const PINNING = 'To pin a version of a plan needs the scope drs-drill/start beside drs-drill/schedule';

async function refuseTooMany({ planSchedules }: Saving): Promise<void> {
  const { items } = await planSchedules.list(SCHEDULES_MAX);
  if (items.length < SCHEDULES_MAX) return;
  throw new Refused(
    422,
    'too-many-schedules',
    `There are ${items.length} schedules; at most ${SCHEDULES_MAX} are allowed`,
  );
}

/** The plan must be there, and with the overrides a request that the deployment would accept today. */
async function refuseUnplanned(
  { plans }: Saving,
  { plan, planVersion, overrides }: ScheduleTerms,
  settings: RequestSettings,
): Promise<void> {
  const newest = await plans.newest(plan);
  if (newest === undefined) throw invalidInput([{ pointer: '/plan', message: `there is no plan ${plan}` }]);
  const content = newest.version === planVersion ? newest : await plans.version(plan, planVersion);
  if (content === undefined)
    throw invalidInput([{ pointer: '/planVersion', message: `the plan ${plan} has no version ${planVersion}` }]);
  readRequest(bodyFromPlan(content, overrides), settings);
}
