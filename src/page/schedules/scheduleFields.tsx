import Checkbox from '@cloudscape-design/components/checkbox';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { Schedule } from '../api/client.ts';
import { NAME_RULE } from '../plans/planName.ts';
import { planTextOf } from '../plans/planText.ts';
import { MomentInput } from '../shown/momentInput.tsx';
import { PersonWarning } from './personWarning.tsx';
import { PlanInput } from './planInput.tsx';
import type { ScheduleForm } from './scheduleForm.ts';
import { TimingFields } from './timingFields.tsx';

interface ScheduleFieldsProps {
  form: ScheduleForm;
  setForm(form: ScheduleForm): void;
  schedule: Schedule | undefined;
}

/** The fields of a schedule. */
export function ScheduleFields({ form, setForm, schedule }: ScheduleFieldsProps) {
  const set = (change: Partial<ScheduleForm>) => setForm({ ...form, ...change });
  return (
    <SpaceBetween size="m">
      {schedule === undefined && <NameInput form={form} set={set} />}
      <PlanInput form={form} set={set} />
      {form.planVersion > 0 && !form.dryRun && (
        <PersonWarning plan={form.plan} planVersion={form.planVersion} overrides={planTextOf(form.overrides).body} />
      )}
      <TimingFields form={form} set={set} />
      <Limits form={form} set={set} />
      <Switches form={form} set={set} />
      <Overrides form={form} set={set} />
    </SpaceBetween>
  );
}

interface FieldsProps {
  form: ScheduleForm;
  set(change: Partial<ScheduleForm>): void;
}

function NameInput({ form, set }: FieldsProps) {
  return (
    <FormField label="Name" constraintText={NAME_RULE}>
      <Input
        value={form.name}
        placeholder="nightly"
        onChange={({ detail }) => set({ name: detail.value })}
        autoComplete={false}
      />
    </FormField>
  );
}

function Limits({ form, set }: FieldsProps) {
  return (
    <SpaceBetween size="m">
      <MomentInput
        label="Start"
        description="Optional. No run before it. A rate counts from it."
        value={form.startAt}
        onChange={(startAt) => set({ startAt })}
      />
      <MomentInput
        label="End"
        description="No run from then on. At most 400 days away, so that somebody looks at it once a year."
        value={form.endAt}
        onChange={(endAt) => set({ endAt })}
      />
      <FormField
        label="Flexible window"
        description="How long after its time a run may begin."
        constraintText="Minutes, 0 to 1440"
      >
        <Input
          type="number"
          inputMode="numeric"
          value={form.windowMinutes}
          onChange={({ detail }) => set({ windowMinutes: detail.value })}
        />
      </FormField>
    </SpaceBetween>
  );
}

function Switches({ form, set }: FieldsProps) {
  return (
    <SpaceBetween size="xs">
      <Checkbox
        checked={form.dryRun}
        description="Checks everything and launches nothing."
        onChange={({ detail }) => set({ dryRun: detail.checked })}
      >
        Every run is a dry run
      </Checkbox>
      <Checkbox checked={form.enabled} onChange={({ detail }) => set({ enabled: detail.checked })}>
        Enabled
      </Checkbox>
    </SpaceBetween>
  );
}

function Overrides({ form, set }: FieldsProps) {
  return (
    <ExpandableSection headerText="Overrides of the plan" defaultExpanded={form.overrides !== ''}>
      <SpaceBetween size="m">
        <FormField
          label="Overrides"
          description="YAML of reason, holdSeconds, recoveryPoint, waivers, tags and changeReference, each as a whole."
          stretch
        >
          <Textarea
            value={form.overrides}
            rows={5}
            spellcheck={false}
            placeholder={'reason: nightly proof\nholdSeconds: 300'}
            onChange={({ detail }) => set({ overrides: detail.value })}
          />
        </FormField>
        <MomentInput
          label="Waivers hold until"
          description="Required with waivers, at most 90 days away. From then on runs are refused."
          value={form.waiversUntil}
          onChange={(waiversUntil) => set({ waiversUntil })}
        />
      </SpaceBetween>
    </ExpandableSection>
  );
}
