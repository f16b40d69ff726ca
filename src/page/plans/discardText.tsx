import { ActionButton } from '../actions/actionButton.tsx';
import { ConfirmModal } from '../confirm/confirmModal.tsx';

/** Gives up what was typed, after asking. */
export function DiscardText({ discard }: { discard(): void }) {
  return (
    <ActionButton text="Discard the text" variant="link">
      {(close) => (
        <ConfirmModal
          title="Discard the text"
          effects={['The editor shows what is saved.']}
          irreversible="What you typed is lost."
          act={async () => discard()}
          close={close}
        />
      )}
    </ActionButton>
  );
}
