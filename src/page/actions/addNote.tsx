import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { AddNoteModal } from './addNoteModal.tsx';

interface AddNoteProps {
  drillId: string;
  /** Reads the notes again. */
  refresh(): Promise<unknown>;
}

/** Adds a note of a person to a drill. */
export function AddNote({ drillId, refresh }: AddNoteProps) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>Add a note</Button>
      {isOpen && <AddNoteModal {...{ drillId, refresh }} close={() => setOpen(false)} />}
    </>
  );
}
