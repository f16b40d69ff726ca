import { pageParameters } from '../../api/historyParameters.ts';
import { findingView } from '../../api/views/serverView.ts';
import { httpDoor } from '../parsing/middleware.ts';
import { historyReach } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/findings?limit=&cursor= */
export const handler = httpDoor(async (_call, asked) => {
  const { items, cursor } = await wiring(historyReach).history.findings(asked.limit, asked.cursor);
  return { status: 200, body: { findings: items.map(findingView), cursor } };
}, pageParameters);
