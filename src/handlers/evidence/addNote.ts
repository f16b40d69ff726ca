import { readNote } from '../../api/evidence/noteBody.ts';
import { digestOf, keyOf, principalOf } from '../../api/identity.ts';
import { readIdempotencyKey } from '../../api/preconditions.ts';
import { noteView } from '../../api/views/noteView.ts';
import { addNote } from '../../flow/evidence/addNote.ts';
import { jsonBody } from '../parsing/jsonBody.ts';
import { caller, httpHandler } from '../parsing/middleware.ts';
import { drillIdIn, noSuchDrill } from '../parsing/parameters.ts';
import { wiring } from '../wiring/wiring.ts';

/** POST /v1/drills/{drillId}/notes: 201, or 200 when an earlier request has added it under the same key. */
export const handler = httpHandler(async (call) => {
  const drillId = drillIdIn(call);
  const by = caller(call);
  const said = readNote(jsonBody(call));
  const key = readIdempotencyKey(call.headers['idempotency-key']);
  const requestHash = digestOf([principalOf(by), said]);
  const receipt = key === undefined ? undefined : { receiptId: keyOf(by, key), requestHash };
  const added = await addNote(wiring(), { drillId, by, said, receipt });
  if (added === undefined) throw noSuchDrill(drillId);
  return { status: added.isNew ? 201 : 200, body: noteView(added.note) };
});
