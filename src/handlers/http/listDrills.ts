import { listDrillsParameters } from '../../api/drillParameters.ts';
import { readDrillQuery } from '../../api/drillQuery.ts';
import { summaryView } from '../../api/views/summaryView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/drills?from=&to=&limit=&cursor=, and one of phase=, outcome=, recoveryPlan=, region= and requestedBy= */
export const handler = readHandler(async (_call, requested) => {
  const query = readDrillQuery(requested, settings().sites[0].accountId);
  const { summaries, cursor } = await wiring().drills.list(query, requested.limit, requested.cursor);
  return { status: 200, body: { drills: summaries.map(summaryView), cursor } };
}, listDrillsParameters);
