import { journalParameters } from '../api/drillParameters.ts';
import { journalView } from '../api/journalView.ts';
import { httpDoor } from './middleware.ts';
import { drillIdIn, noSuchDrill } from './parameters.ts';
import { wiring } from './wiring.ts';

/** GET /v1/drills/{drillId}/journal?fromSeq=&limit= */
export const handler = httpDoor(async (call, { fromSeq, limit }) => {
  const drillId = drillIdIn(call);
  const entries = await wiring().drills.journal(drillId, fromSeq, limit);
  if (entries.length === 0 && (await wiring().drills.load(drillId)) === undefined) throw noSuchDrill(drillId);
  const last = entries.at(-1);
  const nextSeq = last !== undefined && entries.length === limit ? last.seq + 1 : null;
  return { status: 200, body: { drillId, entries: entries.map(journalView), nextSeq } };
}, journalParameters);
