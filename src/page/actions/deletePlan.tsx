import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf } from '../api/answers.ts';
import { deletePlan, type Plan, type Schedule } from '../api/client.ts';
import type { Polled } from '../api/usePolled.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { ActionButton } from './actionButton.tsx';

interface DeletePlanProps {
  plan: Plan;
  read: Polled<Plan>;
  schedules: readonly Schedule[];
}

/** Ends a plan. Its versions stay. */
export function DeletePlan(props: DeletePlanProps) {
  return <ActionButton text="Delete">{(close) => <DeleteModal {...{ ...props, close }} />}</ActionButton>;
}

function DeleteModal({ plan: newest, read, schedules, close }: DeletePlanProps & { close(): void }) {
  // As the person saw it: a version that somebody saves meanwhile is not deleted unseen.
  const [{ name, version }] = useState(newest);
  const [etag] = useState(read.etag);
  const reads = useQueryClient();
  const { done } = useFlashes();
  const using = schedules.filter(({ plan }) => plan === name).map((one) => one.name);
  const act = async () => {
    await answerOf(deletePlan(name, etag ?? ''));
    done(`The plan ${name} is deleted. Its versions stay at this address.`);
    await reads.invalidateQueries({ queryKey: ['plans'] });
  };
  return (
    <ConfirmModal
      title={`Delete the plan ${name}`}
      effects={[
        'It starts no more drills. Drills that it has started go on.',
        `Its versions 1 to ${version} stay and can be read. If it is saved again, the numbers continue.`,
        ...(using.length === 0 ? [] : [`Runs of these schedules will be refused: ${using.join(', ')}.`]),
      ]}
      act={act}
      close={close}
    />
  );
}
