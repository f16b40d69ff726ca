import { pageParameters } from '../../api/historyParameters.ts';
import { scheduleView } from '../../api/views/scheduleView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/schedules?limit=&cursor= */
export const handler = readHandler(async (_call, requested) => {
  const { planSchedules, clock } = wiring();
  const { items, cursor } = await planSchedules.list(requested.limit, requested.cursor);
  const now = clock.now();
  return { status: 200, body: { schedules: items.map((one) => scheduleView(one, now)), cursor } };
}, pageParameters);
