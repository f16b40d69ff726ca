import { listTrialsParameters } from '../api/historyParameters.ts';
import { readRange } from '../api/historyQuery.ts';
import { trialView } from '../api/serverView.ts';
import { httpDoor } from './middleware.ts';
import { noSuchServer, sourceServerIdIn } from './parameters.ts';
import { wiring } from './wiring.ts';

/** GET /v1/servers/{sourceServerId}/drills?from=&to=&limit=&cursor= */
export const handler = httpDoor(async (call, asked) => {
  const sourceServerId = sourceServerIdIn(call);
  const { history } = wiring();
  const { items, cursor } = await history.trials(sourceServerId, readRange(asked), asked.limit, asked.cursor);
  const isKnown = items.length > 0 || (await history.loadServer(sourceServerId)).value !== undefined;
  if (!isKnown) throw noSuchServer(sourceServerId);
  return { status: 200, body: { trials: items.map(trialView), cursor } };
}, listTrialsParameters);
