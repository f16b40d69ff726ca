import { etagOf } from '../../api/entityTags.ts';
import { planView } from '../../api/views/planView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchPlan, planNameIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/plans/{name} */
export const handler = readHandler(async (call) => {
  const name = planNameIn(call);
  const newest = await wiring().plans.newest(name);
  if (newest === undefined) throw noSuchPlan(name);
  return { status: 200, headers: { etag: etagOf(newest.version) }, body: planView(newest) };
});
