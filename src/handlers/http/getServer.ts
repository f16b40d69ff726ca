import { getServerParameters } from '../../api/historyParameters.ts';
import { serverView } from '../../api/views/serverView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { noSuchServer, sourceServerIdIn } from '../parsing/parameters.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/servers/{sourceServerId}?evidence= */
export const handler = readHandler(async (call, { evidence = null }) => {
  const sourceServerId = sourceServerIdIn(call);
  const { history, clock } = wiring(historyAdapter);
  const { value: line } = await history.loadServer(sourceServerId);
  if (line === undefined) throw noSuchServer(sourceServerId);
  return { status: 200, body: serverView(line, clock.now(), evidence) };
}, getServerParameters);
