import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { answerOf } from '../api/answers.ts';
import type { Drill } from '../api/client.ts';
import { ConfirmModal, type ConfirmModalProps } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { useSeen } from './useSeen.ts';

interface DrillConfirmProps extends Pick<ConfirmModalProps, 'title' | 'irreversible' | 'typed' | 'close'> {
  /** The drill as it was when the question was opened. */
  drill: Drill;
  /** What will happen to the drill as it was seen. */
  effects(drill: Drill): string[];
  /** The fields of the action. */
  fields?(drill: Drill): ReactNode;
  /** False while a field is missing, or does not fit the drill as it was seen. */
  isReady?: boolean | ((drill: Drill) => boolean);
  /** The call about the version that was seen, with its entity tag and a key for this opening of the question. */
  write(ifMatch: string, options: { idempotencyKey: string }, drill: Drill): Parameters<typeof answerOf>[0];
  /** What is shown after it was done. */
  done: string;
}

/** The question before an action on a drill. */
export function DrillConfirm({ drill, effects, fields, write, done, isReady = true, ...modal }: DrillConfirmProps) {
  const reads = useQueryClient();
  const flashes = useFlashes();
  const [idempotencyKey] = useState(() => crypto.randomUUID());
  const { seen, lookAgain } = useSeen(drill.drillId, drill, (one) => effects(one).join('\n'));
  const act = async () => {
    await answerOf(write(seen.etag ?? '', { idempotencyKey }, seen.drill));
    flashes.done(done);
    void reads.invalidateQueries();
  };
  return (
    <ConfirmModal
      {...modal}
      effects={effects(seen.drill)}
      isReady={(typeof isReady === 'boolean' ? isReady : isReady(seen.drill)) && seen.etag !== null}
      act={act}
      lookAgain={lookAgain}
    >
      {fields?.(seen.drill)}
    </ConfirmModal>
  );
}
