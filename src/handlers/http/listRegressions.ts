import { pageParameters } from '../../api/historyParameters.ts';
import { regressionView } from '../../api/views/statisticView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/regressions?limit=&cursor= */
export const handler = readHandler(async (_call, requested) => {
  const { items, cursor } = await wiring(historyAdapter).history.regressions(requested.limit, requested.cursor);
  return { status: 200, body: { regressions: items.map(regressionView), cursor } };
}, pageParameters);
