import { readIfMatch } from '../../api/preconditions.ts';
import { scheduleView } from '../../api/views/scheduleView.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { scheduleNameIn } from '../parsing/parameters.ts';
import { scheduleCopiesAdapter } from '../wiring/scheduleCopies.ts';
import { wiring } from '../wiring/wiring.ts';
import { removeSchedule } from './removeSchedule.ts';

/** DELETE /v1/schedules/{name} */
export const handler = httpHandler(async (call) => {
  caller(call);
  const name = scheduleNameIn(call);
  const tags = readIfMatch(call.headers['if-match']);
  const ports = wiring(scheduleCopiesAdapter);
  const schedule = await removeSchedule(ports, name, { tags });
  return { status: 200, body: scheduleView(schedule, ports.clock.now()) };
});
