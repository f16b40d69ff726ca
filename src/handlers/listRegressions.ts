import { pageParameters } from '../api/historyParameters.ts';
import { regressionView } from '../api/statisticView.ts';
import { historyReach } from './historyReach.ts';
import { httpDoor } from './middleware.ts';
import { wiring } from './wiring.ts';

/** GET /v1/regressions?limit=&cursor= */
export const handler = httpDoor(async (_call, asked) => {
  const { items, cursor } = await wiring(historyReach).history.regressions(asked.limit, asked.cursor);
  return { status: 200, body: { regressions: items.map(regressionView), cursor } };
}, pageParameters);
