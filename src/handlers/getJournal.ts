import { journalView } from '../api/journalView.ts';
import { httpDoor } from './middleware.ts';
import { drillIdIn, noSuchDrill, numberIn } from './parameters.ts';
import { wiring } from './wiring.ts';

/** Entries are sorted by numbers of eight digits; no drill comes near this many. */
const SEQ_MAX = 10_000_000;

/** GET /v1/drills/{drillId}/journal?fromSeq=&limit= */
export const handler = httpDoor(async (call) => {
  const drillId = drillIdIn(call);
  const fromSeq = numberIn(call, 'fromSeq', { min: 1, max: SEQ_MAX, default: 1 });
  const limit = numberIn(call, 'limit', { min: 1, max: 100, default: 50 });
  const entries = await wiring().drills.journal(drillId, fromSeq, limit);
  if (entries.length === 0 && (await wiring().drills.load(drillId)) === undefined) throw noSuchDrill(drillId);
  const last = entries.at(-1);
  const nextSeq = last !== undefined && entries.length === limit ? last.seq + 1 : null;
  return { status: 200, body: { drillId, entries: entries.map(journalView), nextSeq } };
});
