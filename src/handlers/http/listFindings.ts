import { pageParameters } from '../../api/historyParameters.ts';
import { findingView } from '../../api/views/serverView.ts';
import { readHandler } from '../parsing/middleware.ts';
import { historyAdapter } from '../wiring/history.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/findings?limit=&cursor= */
export const handler = readHandler(async (_call, requested) => {
  const { items, cursor } = await wiring(historyAdapter).history.findings(requested.limit, requested.cursor);
  return { status: 200, body: { findings: items.map(findingView), cursor } };
}, pageParameters);
