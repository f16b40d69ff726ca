import { pageParameters } from '../../api/historyParameters.ts';
import { leverMoveView } from '../../api/views/leverView.ts';
import { caller, readHandler } from '../parsing/middleware.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/lever/history?limit=&cursor= */
export const handler = readHandler(async (call, requested) => {
  caller(call);
  const { items, cursor } = await wiring().levers.moves(requested.limit, requested.cursor);
  return { status: 200, body: { moves: items.map(leverMoveView), cursor } };
}, pageParameters);
