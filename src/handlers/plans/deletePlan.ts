import { readIfMatch } from '../../api/preconditions.ts';
import { planView } from '../../api/views/planView.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { planNameIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';
import { removePlan } from './removePlan.ts';

/** DELETE /v1/plans/{name}: it starts no more drills, and its versions stay. */
export const handler = httpHandler(async (call) => {
  caller(call);
  const name = planNameIn(call);
  const tags = readIfMatch(call.headers['if-match']);
  const { body: _body, ...line } = planView(await removePlan(wiring(), name, { tags }));
  return { status: 200, body: line };
});
