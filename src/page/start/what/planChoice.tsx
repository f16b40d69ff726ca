import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { usePlanVersions } from '../../plans/planReads.ts';
import { PlanSelect } from '../../plans/planSelect.tsx';
import { PolledView } from '../../shown/polledView.tsx';
import { useEditing } from '../draftContext.ts';
import { wordsBelow } from '../faults.ts';
import { useChosenPlan } from '../useChosenPlan.ts';
import { PlanSummary } from './planSummary.tsx';

interface PlanChoiceProps {
  plan: string | null;
  planVersion: number | null;
  choose(plan: string | null, planVersion: number | null): void;
}

/** A saved plan and its version, with what it drills. */
export function PlanChoice({ plan, planVersion, choose }: PlanChoiceProps) {
  const { faults } = useEditing();
  const chosen = useChosenPlan(plan, planVersion);
  return (
    <Container
      header={<Header description="A version never changes; the newest counts unless you choose another.">Plan</Header>}
    >
      <SpaceBetween size="l">
        <ColumnLayout columns={2}>
          <FormField label="Plan" errorText={wordsBelow(faults, '/plan')}>
            <PlanSelect plan={plan ?? ''} choose={({ name }) => choose(name, null)} />
          </FormField>
          <FormField label="Version" errorText={wordsBelow(faults, '/planVersion')}>
            {plan === null ? (
              <Select disabled selectedOption={{ label: 'The newest' }} />
            ) : (
              <VersionSelect {...{ plan, planVersion }} choose={(version) => choose(plan, version)} />
            )}
          </FormField>
        </ColumnLayout>
        {plan !== null && (
          <PolledView what="the plan" of={chosen} back={{ text: 'All plans', href: '/plans' }}>
            {(read) => <PlanSummary plan={read} />}
          </PolledView>
        )}
      </SpaceBetween>
    </Container>
  );
}

interface VersionSelectProps {
  plan: string;
  planVersion: number | null;
  choose(version: number | null): void;
}

function VersionSelect({ plan, planVersion, choose }: VersionSelectProps) {
  const versions = usePlanVersions(plan);
  const options = [
    { value: NEWEST, label: 'The newest' },
    ...(versions.body?.items ?? []).map(({ version, savedBy, savedAt }) => ({
      ...{ value: String(version), label: `Version ${version}` },
      description: `${savedAt.slice(0, 10)} by ${savedBy}`,
    })),
  ];
  const chosen = planVersion === null ? options[0] : options.find(({ value }) => value === String(planVersion));
  return (
    <Select
      selectedOption={chosen ?? { value: String(planVersion), label: `Version ${planVersion}` }}
      options={options}
      expandToViewport
      onChange={({ detail: { selectedOption } }) =>
        choose(selectedOption.value === NEWEST ? null : Number(selectedOption.value))
      }
    />
  );
}

const NEWEST = 'NEWEST';
