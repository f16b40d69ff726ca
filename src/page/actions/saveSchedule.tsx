import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { type Plan, putSchedule, type Schedule } from '../api/client.ts';
import { nowMs } from '../api/clock.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { ScheduleFields } from '../schedules/scheduleFields.tsx';
import { type ScheduleForm, scheduleBodyOf, scheduleForm } from '../schedules/scheduleForm.ts';
import { timingFault } from '../schedules/timingFault.ts';
import { ActionButton } from './actionButton.tsx';

interface SaveScheduleProps {
  /** The plan of a new schedule, in its version; undefined: the person chooses. */
  plan?: Pick<Plan, 'name' | 'version'>;
  /** The schedule that is changed; undefined: a new one. */
  schedule: Schedule | undefined;
}

/** Makes a schedule, or changes one. */
export function SaveSchedule({ schedule, plan }: SaveScheduleProps) {
  const text = schedule === undefined ? (plan === undefined ? 'New schedule' : 'Make a schedule') : 'Change';
  const variant = schedule === undefined && plan === undefined ? 'primary' : 'normal';
  return <ActionButton {...{ text, variant }}>{(close) => <SaveModal {...{ schedule, plan, close }} />}</ActionButton>;
}

function SaveModal({ schedule: newest, plan, close }: SaveScheduleProps & { close(): void }) {
  // As the person saw it: a newer one that is read meanwhile must not be overwritten.
  const [schedule] = useState(newest);
  const [form, setForm] = useState(() =>
    scheduleForm(schedule, { nowMs: nowMs(), ...(plan && { plan: plan.name, planVersion: plan.version }) }),
  );
  const read = scheduleBodyOf(form, schedule);
  const timing = timingFault(form, nowMs());
  const missing = [...(read.wrong ?? []), ...(timing === undefined ? [] : [timing])];
  const save = useSave(form, schedule);
  return (
    <ConfirmModal
      title={schedule === undefined ? 'New schedule' : `Change the schedule ${schedule.name}`}
      effects={effectsOf(form)}
      button="Save the schedule"
      missing={missing}
      size="large"
      act={save}
      close={close}
    >
      <ScheduleFields {...{ form, setForm, schedule }} />
    </ConfirmModal>
  );
}

function effectsOf({ enabled, dryRun }: ScheduleForm): string[] {
  if (!enabled) return ['Saving launches nothing. A disabled schedule makes no drills.'];
  return [
    'Saving launches nothing. From now on a drill is requested at each of its times, without a person.',
    dryRun
      ? 'Every run is a dry run, which launches nothing.'
      : 'Every run launches instances, which cost money until they are terminated.',
    'A run while an earlier drill of this schedule is open is REJECTED.',
  ];
}

function useSave(form: ScheduleForm, schedule: Schedule | undefined) {
  const reads = useQueryClient();
  const { done } = useFlashes();
  const [, navigate] = useLocation();
  return async () => {
    const { body } = scheduleBodyOf(form, schedule);
    if (body === undefined) return;
    const expected = schedule === undefined ? { ifNoneMatch: '*' } : { ifMatch: `"${schedule.generation}"` };
    try {
      const { body: saved } = await answerOf(putSchedule(form.name, body, expected));
      done(`The schedule ${saved.name} is saved.`);
      if (schedule === undefined) navigate(`/schedules?schedule=${encodeURIComponent(saved.name)}`);
    } finally {
      // Also after a conflict, so that the view shows what somebody else has saved.
      await reads.invalidateQueries({ queryKey: ['schedules'] });
    }
  };
}
