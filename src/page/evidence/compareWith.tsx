import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { Drill } from '../api/client.ts';
import { Loading } from '../shown/loading.tsx';
import { ProblemAlert } from '../shown/problemAlert.tsx';
import { utcText } from '../words/utcText.ts';
import { type Candidate, proposedOf } from './candidates.ts';
import { useCandidates } from './useCandidates.ts';

/** Chooses another drill of the same plan or server, to see what differs. */
export function CompareWith({ drill }: { drill: Drill }) {
  const { candidates, error } = useCandidates(drill);
  return (
    <div id={COMPARE_ID} className="compare">
      <Container header={<Header variant="h2">Compare with another drill</Header>}>
        {error !== null && <ProblemAlert error={error} what="Cannot read other drills" />}
        {candidates === undefined && error === null && <Loading what="other drills" />}
        {candidates?.length === 0 && (
          <Box color="text-body-secondary">No other drill of the same recovery plan or of its first server.</Box>
        )}
        {candidates !== undefined && candidates.length > 0 && <Choice {...{ drill, candidates }} />}
      </Container>
    </div>
  );
}

/** The element with this choice. */
export const COMPARE_ID = 'compare';

function Choice({ drill, candidates }: { drill: Drill; candidates: Candidate[] }) {
  const [, navigate] = useLocation();
  const options = candidates.map(optionOf);
  const [chosen, setChosen] = useState(() => proposedOf(candidates, drill.requestedAt));
  return (
    <FormField
      label="Other drill"
      stretch
      secondaryControl={<Button onClick={() => navigate(`/diff/${chosen}/${drill.drillId}`)}>Show what differs</Button>}
    >
      <Select
        selectedOption={options.find(({ value }) => value === chosen) ?? null}
        options={options}
        filteringType="auto"
        filteringAriaLabel="Find a drill"
        onChange={({ detail }) => setChosen(detail.selectedOption.value ?? '')}
      />
    </FormField>
  );
}

function optionOf({ drillId, requestedAt, dryRun, outcome, because }: Candidate): SelectProps.Option {
  return {
    value: drillId,
    label: `${utcText(requestedAt)}, ${outcome ?? 'running'}${dryRun ? ' (dry run)' : ''}`,
    description: `${drillId}, of ${because}`,
  };
}
