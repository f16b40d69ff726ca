import { pageParameters } from '../../api/historyParameters.ts';
import { planLineView } from '../../api/views/planView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchPlan, planNameIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/plans/{name}/versions?limit=&cursor=, also of a deleted plan */
export const handler = readHandler(async (call, { limit, cursor }) => {
  const name = planNameIn(call);
  const page = await wiring().plans.versions(name, limit, cursor);
  if (page.items.length === 0 && cursor === undefined) throw noSuchPlan(name);
  return { status: 200, body: { versions: page.items.map(planLineView), cursor: page.cursor } };
}, pageParameters);
