import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { addNote } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { ActionButton } from './actionButton.tsx';
import { EMPTY_NOTE, noteBody, noteFaults } from './noteDraft.ts';
import { NoteFields } from './noteFields.tsx';

interface AddNoteProps {
  drillId: string;
  /** Reads the notes again. */
  refresh(): Promise<unknown>;
}

/** Adds a note of a person to a drill. */
export function AddNote(props: AddNoteProps) {
  return <ActionButton text="Add a note">{(close) => <AddNoteModal {...{ ...props, close }} />}</ActionButton>;
}

function AddNoteModal({ drillId, refresh, close }: AddNoteProps & { close(): void }) {
  const [draft, setDraft] = useState(EMPTY_NOTE);
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { done } = useFlashes();
  const faults = noteFaults(draft);
  const act = async () => {
    const { body } = await answerOf(addNote(drillId, noteBody(draft), { idempotencyKey }));
    await refresh();
    done(`Note ${body.n} was added to drill ${drillId}.`);
  };
  return (
    <ConfirmModal
      title="Add the note"
      effects={['The note carries your identity and the time. The report and the sealed evidence show it.']}
      irreversible="Nothing changes or removes a note. Correct one with another, and write roles instead of names where that is enough."
      isReady={Object.keys(faults).length === 0}
      {...{ act, close }}
    >
      <NoteFields {...{ draft, setDraft, faults }} />
    </ConfirmModal>
  );
}
