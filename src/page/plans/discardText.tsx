import Button from '@cloudscape-design/components/button';
import { useState } from 'react';
import { ConfirmModal } from '../confirm/confirmModal.tsx';

/** Gives up what was typed, after asking. */
export function DiscardText({ discard }: { discard(): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button variant="link" onClick={() => setOpen(true)}>
        Discard the text
      </Button>
      {isOpen && (
        <ConfirmModal
          title="Discard the text"
          effects={['The editor shows what is saved.']}
          irreversible="What you typed is lost."
          act={async () => discard()}
          close={() => setOpen(false)}
        />
      )}
    </>
  );
}
