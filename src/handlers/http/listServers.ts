import { listServersParameters } from '../../api/historyParameters.ts';
import { readOverdue, readSite } from '../../api/historyQuery.ts';
import { serverView } from '../../api/views/serverView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { historyAdapter } from '../wiring/history.ts';
import { settings } from '../wiring/settings.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/servers?region=&evidence=&overdue=&limit=&cursor= */
export const handler = readHandler(async (_call, { region, evidence = null, overdue, limit, cursor }) => {
  const site = readSite(region, settings().sites);
  const { history, clock } = wiring(historyAdapter);
  const now = clock.now();
  const before = overdue === 'true' ? readOverdue(settings().coverageDaysMax, now) : undefined;
  const page = await history.servers(site, limit, cursor, before);
  return {
    status: 200,
    body: { servers: page.items.map((line) => serverView(line, now, evidence)), cursor: page.cursor },
  };
}, listServersParameters);
