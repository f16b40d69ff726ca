import type { ReactNode } from 'react';
import type { Drill } from '../api/client.ts';
import { useDrill } from '../drill/useDrill.ts';
import { ActionButton } from './actionButton.tsx';
import type { Availability } from './availability.ts';

interface DrillActionProps {
  drillId: string;
  text: string;
  ariaLabel?: string;
  availability(drill: Drill): Availability;
  /** The question, once the button was clicked; it stays open until it is closed, whatever the drill does. */
  children(drill: Drill, close: () => void): ReactNode;
}

/** A button that acts on a drill: absent, disabled with the reason, or opening the one question of its action. */
export function DrillAction({ drillId, text, ariaLabel, availability, children }: DrillActionProps) {
  const { body: drill } = useDrill(drillId);
  if (drill === undefined) return null;
  const state = availability(drill);
  return (
    <ActionButton
      {...{ text, ariaLabel }}
      isOffered={state.kind !== 'ABSENT'}
      wrapText={false}
      disabled={state.kind === 'DISABLED'}
      disabledReason={state.kind === 'DISABLED' ? state.because : undefined}
    >
      {(close) => children(drill, close)}
    </ActionButton>
  );
}
