import Alert from '@cloudscape-design/components/alert';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tiles from '@cloudscape-design/components/tiles';
import { useState } from 'react';
import type { Draft } from '../draft.ts';
import { useEditing } from '../draftContext.ts';
import { wordsAt } from '../faults.ts';
import { TextField } from '../fields/textField.tsx';
import { useInventory } from '../useInventory.ts';
import { PlanChoice } from './planChoice.tsx';
import { ServerChoice } from './serverChoice.tsx';
import { WaveList } from './waveList.tsx';

interface WhatStepProps {
  draft: Draft;
  change(draft: Draft): void;
}

/** What is drilled: a saved plan, or servers by hand. */
export function WhatStep({ draft, change }: WhatStepProps) {
  return (
    <SpaceBetween size="l">
      <Tiles
        ariaLabel="What is drilled"
        value={draft.source}
        columns={2}
        items={[
          {
            value: 'PLAN',
            label: 'A saved plan',
            description: 'Its waves, checks and objectives, as they were agreed.',
          },
          { value: 'SERVERS', label: 'Servers by hand', description: 'From the inventory, or by their tags in DRS.' },
        ]}
        onChange={({ detail }) => change({ ...draft, source: detail.value === 'PLAN' ? 'PLAN' : 'SERVERS' })}
      />
      {draft.source === 'PLAN' ? (
        <PlanChoice
          plan={draft.plan}
          planVersion={draft.planVersion}
          choose={(plan, planVersion) => change({ ...draft, plan, planVersion })}
        />
      ) : (
        <ByHand />
      )}
    </SpaceBetween>
  );
}

function ByHand() {
  const { body, faults } = useEditing();
  const inventory = useInventory(typeof body['region'] === 'string' ? body['region'] : undefined);
  const [goalKey, chooseGoal] = useState(body.waves[0]?.key ?? '');
  const fault = wordsAt(faults, '/waves');
  return (
    <SpaceBetween size="l">
      {fault !== undefined && <Alert type="error">{fault}</Alert>}
      <ServerChoice {...{ goalKey, chooseGoal }} />
      <WaveList inventory={inventory.body ?? []} chooseGoal={chooseGoal} />
      <ExpandableSection headerText="Another site than the deployment’s own">
        <ColumnLayout columns={2}>
          <TextField pointer="/region" label="Region" placeholder="eu-west-1" isOptional />
          <TextField pointer="/accountId" label="Account" placeholder="111122223333" isOptional />
        </ColumnLayout>
      </ExpandableSection>
    </SpaceBetween>
  );
}
