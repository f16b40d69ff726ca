import Select from '@cloudscape-design/components/select';
import type { PlanLine } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { usePlans } from './planReads.ts';

interface PlanSelectProps {
  /** The name of the chosen plan; empty: none is chosen. */
  plan: string;
  /** With the newest version of the plan. */
  choose(plan: PlanLine): void;
}

/** Chooses a saved plan. */
export function PlanSelect({ plan, choose }: PlanSelectProps) {
  const { body, error } = usePlans();
  const lines = body?.items ?? [];
  return (
    <Select
      selectedOption={plan === '' ? null : { value: plan, label: plan }}
      placeholder="Choose a plan"
      options={lines.map(({ name, description }) => ({
        ...{ value: name, label: name },
        ...(description !== null && { description: description.slice(0, DESCRIPTION_CHARACTERS) }),
      }))}
      statusType={body !== undefined ? 'finished' : error === null ? 'loading' : 'error'}
      loadingText="Reading the plans"
      errorText="The plans cannot be read."
      empty={
        <>
          No plan is saved. <InnerLink href="/plans?new">Write the first one</InnerLink>
        </>
      }
      filteringType="auto"
      filteringAriaLabel="Find a plan"
      expandToViewport
      onChange={({ detail }) => {
        const chosen = lines.find(({ name }) => name === detail.selectedOption.value);
        if (chosen !== undefined) choose(chosen);
      }}
    />
  );
}

const DESCRIPTION_CHARACTERS = 100;
