import { listStatisticsParameters } from '../../api/historyParameters.ts';
import { readStatisticsRange } from '../../api/historyQuery.ts';
import { statisticView } from '../../api/views/statisticView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/statistics?by=&from=&to=&limit=&cursor=, or ?by=&key= */
export const handler = readHandler(async (_call, requested) => {
  const range = readStatisticsRange(requested);
  const { by, key, limit, cursor } = requested;
  const { history } = wiring(historyAdapter);
  if (key !== undefined) {
    const kept = (await history.loadStatistics([{ by, key }])).filter(({ version }) => version > 0);
    return { status: 200, body: { statistics: kept.map(({ value }) => statisticView(value)), cursor: null } };
  }
  const page = await history.statistics(by, range, limit, cursor);
  return { status: 200, body: { statistics: page.items.map(statisticView), cursor: page.cursor } };
}, listStatisticsParameters);
