import { planView } from '../../api/views/planView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchPlan, planNameIn, planVersionIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/plans/{name}/versions/{version}, also of a deleted plan */
export const handler = readHandler(async (call) => {
  const name = planNameIn(call);
  const content = await wiring().plans.version(name, planVersionIn(call));
  if (content === undefined) throw noSuchPlan(name);
  return { status: 200, body: planView(content) };
});
