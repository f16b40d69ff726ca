import { notesView } from '../../api/views/noteView.ts';
import { notesAcceptedUntil } from '../../flow/evidence/addNote.ts';
import { readHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** GET /v1/drills/{drillId}/notes: all of them, in order. */
export const handler = readHandler(async (call) => {
  const drillId = drillIdIn(call);
  const { drills, notes } = wiring();
  const found = await drills.load(drillId);
  if (found === undefined) throw noSuchDrill(drillId);
  const body = notesView(drillId, await notes.of(drillId), notesAcceptedUntil(found.drill));
  return { status: 200, body };
});
