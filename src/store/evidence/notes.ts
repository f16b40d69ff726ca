import canonicalize from 'canonicalize';
import type { Note } from '../../evidence/notes.ts';
import type { GuardNote } from '../../evidence/sources.ts';
import type { KeptNote, Notes } from '../../flow/evidence/evidencePorts.ts';
import type { Receipt } from '../../flow/ports.ts';
import { isConditionFailure } from '../conditionFailure.ts';
import type { Tables } from '../entities.ts';
import { readable, SCHEMA } from '../schema.ts';

/** What people have noted about drills, in DynamoDB, and a look at what the guard has noted. */
export function createNotes(tables: Tables): Notes {
  return {
    of: async (drillId) => (await kept(tables, drillId)).map(({ note }) => note),
    kept: (drillId) => kept(tables, drillId),
    add: (note, receipt) => add(tables, note, receipt),
    ofGuard: (drillId) => ofGuard(tables, drillId),
  };
}

async function kept({ entities }: Tables, drillId: string): Promise<KeptNote[]> {
  const { data } = await entities.personNote.query.primary({ drillId }).go({ pages: 'all', consistent: true });
  return data.map((item) => {
    const { note, receiptId, requestHash } = readable(item, `Note ${item.n} of drill ${drillId}`);
    const isKeyed = receiptId !== undefined && requestHash !== undefined;
    return { note: JSON.parse(note), receipt: isKeyed ? { receiptId, requestHash } : null };
  });
}

/** The SDK repeats a put whose reply was lost. The repetition then meets its own note. */
async function add({ entities }: Tables, note: Note, receipt?: Receipt): Promise<boolean> {
  const { drillId, n } = note;
  const text = canonicalize({ ...note }) ?? '';
  try {
    await entities.personNote.create({ drillId, n, schema: SCHEMA, note: text, ...receipt }).go();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const { data } = await entities.personNote.get({ drillId, n }).go({ consistent: true });
    return data?.note === text && data.receiptId === receipt?.receiptId;
  }
}

async function ofGuard({ entities }: Tables, drillId: string): Promise<GuardNote[]> {
  const { data } = await entities.note.query.primary({ drillId }).go({ pages: 'all', consistent: true });
  return data.map((item) => {
    const { at, note } = readable(item, `A note of the guard about drill ${drillId}`);
    return { at, note: JSON.parse(note) };
  });
}
