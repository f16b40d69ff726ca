import { listDrillsParameters } from '../api/drillParameters.ts';
import { summaryView } from '../api/summaryView.ts';
import { httpDoor } from './middleware.ts';
import { wiring } from './wiring.ts';

/** GET /v1/drills?limit=&cursor= */
export const handler = httpDoor(async (_call, query) => {
  const { summaries, cursor } = await wiring().drills.list(query.limit, query.cursor);
  return { status: 200, body: { drills: summaries.map(summaryView), cursor } };
}, listDrillsParameters);
