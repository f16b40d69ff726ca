import { pageParameters } from '../../api/historyParameters.ts';
import { planLineView } from '../../api/views/planView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/plans?limit=&cursor= */
export const handler = readHandler(async (_call, { limit, cursor }) => {
  const page = await wiring().plans.list(limit, cursor);
  return { status: 200, body: { plans: page.items.map(planLineView), cursor: page.cursor } };
}, pageParameters);
