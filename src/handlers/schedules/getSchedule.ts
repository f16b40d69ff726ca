import { etagOf } from '../../api/entityTags.ts';
import { scheduleView } from '../../api/views/scheduleView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchSchedule, scheduleNameIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/schedules/{name} */
export const handler = readHandler(async (call) => {
  const name = scheduleNameIn(call);
  const { planSchedules, clock } = wiring();
  const { value: schedule } = await planSchedules.load(name);
  if (schedule === undefined) throw noSuchSchedule(name);
  return { status: 200, headers: { etag: etagOf(schedule.generation) }, body: scheduleView(schedule, clock.now()) };
});
