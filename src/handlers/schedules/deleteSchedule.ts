import { readIfMatch } from '../../api/preconditions.ts';
import { scheduleView } from '../../api/views/scheduleView.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import { Unavailable } from '../../flow/errors.ts';
import { removeCopy } from '../../flow/schedules/copies.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { noSuchSchedule, scheduleNameIn } from '../parsing/parameters.ts';
import { scheduleCopiesAdapter } from '../wiring/scheduleCopies.ts';
import { wiring } from '../wiring/wiring.ts';
import { refuseOtherState } from './saveSchedule.ts';

/** DELETE /v1/schedules/{name} */
export const handler = httpHandler(async (call) => {
  caller(call);
  const name = scheduleNameIn(call);
  const tags = readIfMatch(call.headers['if-match']);
  const ports = wiring(scheduleCopiesAdapter);
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const { value: schedule, version } = await ports.planSchedules.load(name);
    if (schedule === undefined) throw noSuchSchedule(name);
    refuseOtherState(name, schedule, { tags });
    if (!(await ports.planSchedules.delete(name, version))) continue;
    await removeCopy(ports, name);
    return { status: 200, body: scheduleView(schedule, ports.clock.now()) };
  }
  throw new Unavailable(`the schedule ${name} was changed by others ${SAVE_ATTEMPTS_MAX} times in a row`);
});
