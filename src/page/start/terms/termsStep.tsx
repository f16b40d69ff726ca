import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlanSchema } from '../../plans/usePlanSchema.ts';
import { useSettings } from '../../settings/useSettings.ts';
import { durationText } from '../../words/durations.ts';
import type { Draft } from '../draft.ts';
import { DurationField } from '../fields/durationField.tsx';
import { TextField } from '../fields/textField.tsx';
import { durationLimits } from '../limitWords.ts';
import { memberSchema } from '../memberSchema.ts';
import { planDefaults } from '../planWords.ts';
import { useChosenPlan } from '../useChosenPlan.ts';
import { AdvancedTerms } from './advancedTerms.tsx';
import { CheckList } from './checkList.tsx';
import { RecoveryPointField } from './recoveryPointField.tsx';

/** The terms of the drill. Of a plan, only what a start may replace. */
export function TermsStep({ draft }: { draft: Draft }) {
  const isPlan = draft.source === 'PLAN';
  const plan = useChosenPlan(isPlan ? draft.plan : null, draft.planVersion).body;
  const { reason, hold } = planDefaults(plan?.body);
  return (
    <SpaceBetween size="l">
      <Container header={<TermsHeader plan={isPlan ? draft.plan : null} />}>
        <SpaceBetween size="l">
          <TextField
            pointer="/reason"
            label="Reason"
            description="Why, for the record and for everybody who sees the drill."
            constraint="At most 256 characters."
            isOptional={isPlan}
            {...(isPlan && reason !== undefined && { placeholder: `Of the plan: ${reason}` })}
          />
          <ColumnLayout columns={2}>
            <HoldField isPlan={isPlan} planHold={hold} />
            <RecoveryPointField />
          </ColumnLayout>
        </SpaceBetween>
      </Container>
      {!isPlan && <Objectives />}
      {!isPlan && <CheckList />}
      <AdvancedTerms isPlan={isPlan} />
    </SpaceBetween>
  );
}

function TermsHeader({ plan }: { plan: string | null }) {
  const words = `Everything else is decided by the plan ${plan}. Empty fields are as the plan says.`;
  return <Header description={plan !== null && words}>Terms</Header>;
}

function HoldField({ isPlan, planHold }: { isPlan: boolean; planHold: string | undefined }) {
  const ofAny = durationLimits(memberSchema(usePlanSchema(), 'holdSeconds'));
  const longestSeconds = useSettings().body?.holdSecondsMax;
  const limits =
    longestSeconds === undefined
      ? `${ofAny} The deployment may allow less.`
      : `At most ${durationText(longestSeconds)}.`;
  return (
    <DurationField
      pointer="/holdSeconds"
      label="Hold"
      description="How long the verified instances stay up, for people to test. Each hour costs."
      constraint={`${limits} Without a hold nothing is checked.`}
      isOptional={isPlan}
      {...(isPlan && planHold !== undefined && { placeholder: `Of the plan: ${planHold}` })}
    />
  );
}

function Objectives() {
  return (
    <Container
      header={
        <Header description="A missed objective makes the outcome OBJECTIVE_MISSED. Without one, times are only measured.">
          Objectives
        </Header>
      }
    >
      <ColumnLayout columns={2}>
        <DurationField
          pointer="/objectives/recoveryTimeSeconds"
          label="Recovery time (RTO)"
          description="From the creation of the DRS job until the server works."
          isOptional
        />
        <DurationField
          pointer="/objectives/recoveryPointSeconds"
          label="Recovery point (RPO)"
          description="How much data may be lost."
          isOptional
        />
      </ColumnLayout>
    </Container>
  );
}
