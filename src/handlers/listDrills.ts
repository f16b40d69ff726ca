import { summaryView } from '../api/summaryView.ts';
import { httpDoor } from './middleware.ts';
import { cursorIn, numberIn } from './parameters.ts';
import { wiring } from './wiring.ts';

/** GET /v1/drills?limit=&cursor= */
export const handler = httpDoor(async (call) => {
  const limit = numberIn(call, 'limit', { min: 1, max: 100, default: 20 });
  const { summaries, cursor } = await wiring().drills.list(limit, cursorIn(call));
  return { status: 200, body: { drills: summaries.map(summaryView), cursor } };
});
