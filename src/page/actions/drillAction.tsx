import Button from '@cloudscape-design/components/button';
import { type ReactNode, useState } from 'react';
import type { Drill } from '../api/client.ts';
import { useDrill } from '../drill/useDrill.ts';
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
  const [isOpen, setOpen] = useState(false);
  if (drill === undefined) return null;
  const state = availability(drill);
  return (
    <>
      {state.kind !== 'ABSENT' && (
        <Button
          ariaLabel={ariaLabel}
          wrapText={false}
          disabled={state.kind === 'DISABLED'}
          disabledReason={state.kind === 'DISABLED' ? state.because : undefined}
          onClick={() => setOpen(true)}
        >
          {text}
        </Button>
      )}
      {isOpen && children(drill, () => setOpen(false))}
    </>
  );
}
