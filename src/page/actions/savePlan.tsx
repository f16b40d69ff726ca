import { useQueryClient } from '@tanstack/react-query';
import { answerOf, Refusal } from '../api/answers.ts';
import { type InputError, type Plan, putPlan, type Schedule } from '../api/client.ts';
import { ConfirmModal } from '../confirm/confirmModal.tsx';
import { useFlashes } from '../frame/flash.tsx';
import { DiffText } from '../plans/diffText.tsx';
import { planDiff } from '../plans/planDiff.ts';
import { ActionButton } from './actionButton.tsx';

interface SavePlanProps {
  name: string;
  body: Record<string, unknown>;
  /** The version that the writer has seen; undefined: a new plan. */
  base: Plan | undefined;
  schedules: readonly Schedule[];
  disabled: boolean;
  saved(plan: Plan): void;
  /** With the faults that the API found. */
  refused(errors: readonly InputError[]): void;
}

/** Saves a plan, or a version of one, after showing what changes. */
export function SavePlan(props: SavePlanProps) {
  return (
    <ActionButton text="Save" variant="primary" disabled={props.disabled}>
      {(close) => <SaveModal {...{ ...props, close }} />}
    </ActionButton>
  );
}

function SaveModal(props: SavePlanProps & { close(): void }) {
  const { name, body, base, close } = props;
  const isChanged = base === undefined || planDiff(base.body, body).length > 0;
  const save = useSave(props);
  return (
    <ConfirmModal
      title={base === undefined ? `Create the plan ${name}` : `Save version ${base.version + 1} of ${name}`}
      effects={effectsOf(props, isChanged)}
      irreversible={isChanged ? 'A saved version is never changed or removed.' : undefined}
      isReady={isChanged}
      size="large"
      act={save}
      close={close}
    >
      <DiffText before={base?.body} after={body} />
    </ConfirmModal>
  );
}

function effectsOf({ name, base, schedules }: SavePlanProps, isChanged: boolean): string[] {
  if (!isChanged) return ['The content is that of the version that you began with, so there is nothing to save.'];
  const pinned = schedules.filter(({ plan }) => plan === name).map((one) => `${one.name} (version ${one.planVersion})`);
  return [
    base === undefined ? 'Nothing is launched.' : 'Nothing is launched. Drills that were started go on as they are.',
    ...(pinned.length === 0 ? [] : [`Schedules keep the version that they pin: ${pinned.join(', ')}.`]),
  ];
}

function useSave({ name, body, base, saved, refused }: SavePlanProps) {
  const reads = useQueryClient();
  const { done } = useFlashes();
  return async () => {
    try {
      const expected = base === undefined ? { ifNoneMatch: '*' } : { ifMatch: `"${base.version}"` };
      const { body: plan } = await answerOf(putPlan(name, body as Parameters<typeof putPlan>[1], expected));
      saved(plan);
      done(`Version ${plan.version} of the plan ${plan.name} is saved.`);
    } catch (error) {
      if (error instanceof Refusal) refused(error.problem.errors ?? []);
      throw error;
    } finally {
      // Also after a conflict, so that the view shows what somebody else has saved.
      await reads.invalidateQueries({ queryKey: ['plans'] });
    }
  };
}
