import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { usePlanSchema } from '../../plans/usePlanSchema.ts';
import { useEditing } from '../draftContext.ts';
import { ChoiceField } from '../fields/choiceField.tsx';
import { DurationField } from '../fields/durationField.tsx';
import { TagRowsField } from '../fields/tagRowsField.tsx';
import { TextField } from '../fields/textField.tsx';
import { durationLimits } from '../limitWords.ts';
import { memberSchema } from '../memberSchema.ts';
import { WaiverList } from './waiverList.tsx';

/** What most drills leave as it is, with its defaults and limits. */
export function AdvancedTerms({ isPlan }: { isPlan: boolean }) {
  const { body, faults } = useEditing();
  const isUsed = body.waivers.length > 0 || faults.some(({ pointer }) => FOLDED.test(pointer));
  const [isOpen, setOpen] = useState(false);
  return (
    <ExpandableSection
      variant="container"
      headerText="Advanced terms"
      headerDescription={
        isPlan ? 'Waivers, tags, change reference' : 'Limits of time, failures, waivers, tags, references'
      }
      expanded={isOpen || isUsed}
      onChange={({ detail }) => setOpen(detail.expanded)}
    >
      <SpaceBetween size="l">
        {!isPlan && <Limits />}
        <ColumnLayout columns={2}>
          <TextField
            {...{ pointer: '/changeReference', label: 'Change reference', isOptional: true }}
            description="The change ticket or a similar reference."
          />
          {!isPlan && (
            <TextField
              {...{ pointer: '/recoveryPlan', label: 'Recovery plan', isOptional: true }}
              description="The recovery plan under test. Lists and statistics are by it; it becomes a tag of the DRS jobs."
            />
          )}
        </ColumnLayout>
        <WaiverList />
        <Header variant="h3" description="They go onto the DRS jobs: at most 20, with 2,048 characters in all.">
          Tags
        </Header>
        <TagRowsField pointer="/tagRows" requested="/tags" valueLabel="Value" empty="No tags." rowsMax={20} />
      </SpaceBetween>
    </ExpandableSection>
  );
}

const FOLDED =
  /^\/(changeReference|recoveryPlan|waivers|tags|lagSecondsMax|bootSecondsMax|launchAllowanceSeconds|startWithinSeconds|onLaunchFailure)/;

function Limits() {
  const schema = usePlanSchema();
  return (
    <SpaceBetween size="l">
      <ChoiceField
        pointer="/onLaunchFailure"
        label="After a wave with failed servers"
        byDefault="HOLD"
        options={FAILURES}
      />
      <ColumnLayout columns={2}>
        {LIMITS.map(({ member, label, description }) => (
          <DurationField
            key={member}
            pointer={`/${member}`}
            {...{ label, description, constraint: durationLimits(memberSchema(schema, member)), isOptional: true }}
          />
        ))}
      </ColumnLayout>
    </SpaceBetween>
  );
}

const FAILURES = [
  { value: 'HOLD', label: 'Hold what launched', description: 'No further wave is launched; people can look at it.' },
  { value: 'CONTINUE', label: 'Continue with the next wave' },
  { value: 'TERMINATE', label: 'Terminate', description: 'Everything that was launched is cleaned up at once.' },
];

const LIMITS = [
  {
    member: 'lagSecondsMax',
    label: 'Largest replication lag',
    description: 'A server that lags more is not launched.',
  },
  { member: 'bootSecondsMax', label: 'Longest boot', description: 'Until an instance passes both EC2 status checks.' },
  {
    member: 'launchAllowanceSeconds',
    label: 'Longest launch of a wave',
    description: 'After that its servers have failed.',
  },
  {
    member: 'startWithinSeconds',
    label: 'Longest wait for its turn',
    description: 'In DRS’s quotas; after that it is REJECTED.',
  },
];
