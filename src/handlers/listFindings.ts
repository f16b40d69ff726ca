import { pageParameters } from '../api/historyParameters.ts';
import { findingView } from '../api/serverView.ts';
import { historyReach } from './historyReach.ts';
import { httpDoor } from './middleware.ts';
import { wiring } from './wiring.ts';

/** GET /v1/findings?limit=&cursor= */
export const handler = httpDoor(async (_call, asked) => {
  const { items, cursor } = await wiring(historyReach).history.findings(asked.limit, asked.cursor);
  return { status: 200, body: { findings: items.map(findingView), cursor } };
}, pageParameters);
