import ColumnLayout from '@cloudscape-design/components/column-layout';
import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { usePlanVersions } from '../plans/planReads.ts';
import { PlanSelect } from '../plans/planSelect.tsx';
import type { ScheduleForm } from './scheduleForm.ts';

interface PlanInputProps {
  form: ScheduleForm;
  set(change: Partial<ScheduleForm>): void;
}

/** Chooses a plan and pins one of its versions. */
export function PlanInput({ form: { plan, planVersion }, set }: PlanInputProps) {
  return (
    <ColumnLayout columns={2}>
      <FormField label="Plan">
        <PlanSelect plan={plan} choose={({ name, version }) => set({ plan: name, planVersion: version })} />
      </FormField>
      {plan !== '' && <VersionInput {...{ plan, planVersion, set }} />}
    </ColumnLayout>
  );
}

interface VersionInputProps {
  plan: string;
  planVersion: number;
  set: PlanInputProps['set'];
}

function VersionInput({ plan, planVersion, set }: VersionInputProps) {
  const { body } = usePlanVersions(plan);
  const options = (body?.items ?? []).map(({ version, savedAt }, index) => ({
    value: String(version),
    label: `version ${version}${index === 0 ? ' (newest)' : ''}`,
    description: `saved ${savedAt.slice(0, 10)}`,
  }));
  const chosen = { value: String(planVersion), label: `version ${planVersion}` };
  return (
    <FormField label="Version" description="It stays pinned until somebody changes the schedule.">
      <Select
        selectedOption={planVersion === 0 ? null : (options.find(({ value }) => value === chosen.value) ?? chosen)}
        options={options}
        onChange={({ detail }) => set({ planVersion: Number(detail.selectedOption.value) })}
      />
    </FormField>
  );
}
