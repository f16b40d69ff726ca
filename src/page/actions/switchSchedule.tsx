import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { putSchedule, type Schedule } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { switchedBody } from '../schedules/scheduleForm.ts';
import { ActionButton } from './actionButton.tsx';

/** Disables a schedule for a while, or enables it again. */
export function SwitchSchedule({ schedule }: { schedule: Schedule }) {
  return (
    <ActionButton text={schedule.enabled ? 'Disable' : 'Enable'}>
      {(close) => <SwitchModal {...{ schedule, close }} />}
    </ActionButton>
  );
}

function SwitchModal({ schedule: newest, close }: { schedule: Schedule; close(): void }) {
  const [schedule] = useState(newest);
  const reads = useQueryClient();
  const { done } = useFlashes();
  const { name, enabled, generation } = schedule;
  const act = async () => {
    try {
      await answerOf(putSchedule(name, switchedBody(schedule, !enabled), { ifMatch: `"${generation}"` }));
      done(`The schedule ${name} is ${enabled ? 'disabled' : 'enabled'}.`);
    } finally {
      await reads.invalidateQueries({ queryKey: ['schedules'] });
    }
  };
  return (
    <ConfirmModal
      title={`${enabled ? 'Disable' : 'Enable'} the schedule ${name}`}
      effects={enabled ? DISABLED : ENABLED}
      act={act}
      close={close}
    />
  );
}

const DISABLED = ['It makes no drills until it is enabled again.', 'A drill of it that is open goes on.'];

const ENABLED = [
  'A drill is requested at each of its times again. A dry run launches nothing; any other launches instances, which cost money.',
  'A rate without a start counts from now.',
];
