import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { deleteSchedule, type Schedule } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { ActionButton } from './actionButton.tsx';

interface DeleteScheduleProps {
  schedule: Schedule;
  deleted(): void;
}

/** Ends a schedule. */
export function DeleteSchedule(props: DeleteScheduleProps) {
  return <ActionButton text="Delete">{(close) => <DeleteModal {...{ ...props, close }} />}</ActionButton>;
}

function DeleteModal({ schedule: newest, deleted, close }: DeleteScheduleProps & { close(): void }) {
  const [schedule] = useState(newest);
  const reads = useQueryClient();
  const { done } = useFlashes();
  const { name, plan, generation } = schedule;
  const act = async () => {
    try {
      await answerOf(deleteSchedule(name, `"${generation}"`));
      done(`The schedule ${name} is deleted.`);
      deleted();
    } finally {
      await reads.invalidateQueries({ queryKey: ['schedules'] });
    }
  };
  return (
    <ConfirmModal
      title={`Delete the schedule ${name}`}
      effects={[`It no longer drills ${plan}. A drill of it that is open goes on.`, 'The plan and its versions stay.']}
      irreversible="The schedule is not kept. To have it again, somebody has to write it again."
      act={act}
      close={close}
    />
  );
}
