import type { Expected } from '../../api/preconditions.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { Unavailable } from '../../flow/errors.ts';
import { removeCopy, type SchedulePorts } from '../../flow/schedules/copies.ts';
import { noSuchSchedule } from '../parsing/parameters.ts';
import { refuseOtherState } from './refuseOtherState.ts';

/** Removes a schedule, then its copy, and returns what it was. */
export async function removeSchedule(ports: SchedulePorts, name: string, expected: Expected): Promise<Schedule> {
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { value: schedule, version } = await ports.planSchedules.load(name);
    if (schedule === undefined) throw noSuchSchedule(name);
    refuseOtherState(name, schedule, expected);
    if (!(await ports.planSchedules.delete(name, version))) continue;
    await removeCopy(ports, name);
    return schedule;
  }
  throw new Unavailable(`the schedule ${name} was changed by others ${SAVE_ATTEMPTS_MAX} times in a row`);
}
