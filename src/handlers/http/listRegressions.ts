import { pageParameters } from '../../api/historyParameters.ts';
import { regressionView } from '../../api/views/statisticView.ts';
import { httpDoor } from '../parsing/middleware.ts';
import { historyReach } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/regressions?limit=&cursor= */
export const handler = httpDoor(async (_call, asked) => {
  const { items, cursor } = await wiring(historyReach).history.regressions(asked.limit, asked.cursor);
  return { status: 200, body: { regressions: items.map(regressionView), cursor } };
}, pageParameters);
