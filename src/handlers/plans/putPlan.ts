import { etagOf } from '../../api/entityTags.ts';
import { readExpected } from '../../api/preconditions.ts';
import { planView } from '../../api/views/planView.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { planNameIn } from '../parsing/parameters.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';
import { savePlan } from './savePlan.ts';

/** PUT /v1/plans/{name} */
export const handler = httpHandler(async (call) => {
  const name = planNameIn(call);
  const expected = readExpected(call.headers['if-match'], call.headers['if-none-match']);
  const requested = { name, body: jsonBody(call), by: caller(call), expected };
  const { content, isNew } = await savePlan(wiring(), requested, settings());
  const headers = { etag: etagOf(content.version), location: `/v1/plans/${name}` };
  return { status: isNew ? 201 : 200, headers, body: planView(content) };
});
