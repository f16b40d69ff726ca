import { type ComponentProps, useState } from 'react';
import { DrillConfirm } from './drillConfirm.tsx';
import { isReason, ReasonField } from './reasonField.tsx';

interface ReasonConfirmProps extends Omit<ComponentProps<typeof DrillConfirm>, 'fields' | 'isReady' | 'write'> {
  /** How the reason is asked for, and an example of one. */
  question: { label: string; description?: string };
  write(
    ifMatch: string,
    body: { reason: string },
    options: { idempotencyKey: string },
  ): ReturnType<ComponentProps<typeof DrillConfirm>['write']>;
}

/** The question before an action on a drill that needs a reason. */
export function ReasonConfirm({ question, write, ...confirm }: ReasonConfirmProps) {
  const [reason, setReason] = useState('');
  return (
    <DrillConfirm
      {...confirm}
      fields={() => <ReasonField {...question} value={reason} onChange={setReason} />}
      isReady={isReason(reason)}
      write={(ifMatch, options) => write(ifMatch, { reason }, options)}
    />
  );
}
