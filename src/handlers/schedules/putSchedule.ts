import { etagOf } from '../../api/entityTags.ts';
import { readExpected } from '../../api/preconditions.ts';
import { scheduleView } from '../../api/views/scheduleView.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { scheduleNameIn } from '../parsing/parameters.ts';
import { scheduleCopiesAdapter } from '../wiring/scheduleCopies.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { saveSchedule } from './saveSchedule.ts';

/** PUT /v1/schedules/{name} */
export const handler = httpHandler(async (call) => {
  const name = scheduleNameIn(call);
  const expected = readExpected(call.headers['if-match'], call.headers['if-none-match']);
  const ports = wiring(scheduleCopiesAdapter);
  // IAM allows routes and knows no scopes: who may call this route there may pin plans.
  const mayStart = call.scopes?.has('drs-drill/start') ?? true;
  const requested = { name, body: jsonBody(call), by: caller(call), expected, mayStart };
  const { schedule, isNew } = await saveSchedule(ports, requested, settings());
  const headers = { etag: etagOf(schedule.generation), location: `/v1/schedules/${name}` };
  return { status: isNew ? 201 : 200, headers, body: scheduleView(schedule, ports.clock.now()) };
});
