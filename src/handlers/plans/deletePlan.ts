import { readIfMatch } from '../../api/preconditions.ts';
import { planView } from '../../api/views/planView.ts';
import { SAVE_ATTEMPTS_MAX } from '../../drill/bounds.ts';
import { Unavailable } from '../../flow/errors.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { noSuchPlan, planNameIn } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';
import { refuseOtherState } from './savePlan.ts';

/** DELETE /v1/plans/{name}: it starts no more drills, and its versions stay. */
export const handler = httpHandler(async (call) => {
  caller(call);
  const name = planNameIn(call);
  const tags = readIfMatch(call.headers['if-match']);
  const { plans } = wiring();
  for (let attempt = 1; attempt <= SAVE_ATTEMPTS_MAX; attempt++) {
    const newest = await plans.newest(name);
    if (newest === undefined) throw noSuchPlan(name);
    refuseOtherState(name, newest, { tags });
    const { body: _body, ...line } = planView(newest);
    if (await plans.delete(name, newest.version)) return { status: 200, body: line };
  }
  throw new Unavailable(`the plan ${name} was saved by others ${SAVE_ATTEMPTS_MAX} times in a row`);
});
