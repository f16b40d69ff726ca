import { listTrialsParameters } from '../../api/historyParameters.ts';
import { readRange } from '../../api/historyQuery.ts';
import { trialView } from '../../api/views/serverView.ts';
import type { History } from '../../flow/ports.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchServer, sourceServerIdIn } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/servers/{sourceServerId}/drills?from=&to=&limit=&cursor= */
export const handler = readHandler(async (call, requested) => {
  const sourceServerId = sourceServerIdIn(call);
  const { history } = wiring(historyAdapter);
  const { items, cursor } = await history.trials(
    sourceServerId,
    readRange(requested),
    requested.limit,
    requested.cursor,
  );
  if (items.length === 0 && !(await isKnown(history, sourceServerId))) throw noSuchServer(sourceServerId);
  return { status: 200, body: { trials: items.map(trialView), cursor } };
}, listTrialsParameters);

/** A server whose first drill still runs has no line yet. */
async function isKnown(history: History, sourceServerId: string): Promise<boolean> {
  if ((await history.loadServer(sourceServerId)).value !== undefined) return true;
  return (await history.trials(sourceServerId, { from: null, to: null }, 1)).items.length > 0;
}
