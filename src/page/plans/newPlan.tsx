import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLocation } from 'wouter';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { PlanEditing } from './planEditing.tsx';
import { isPlanName, NAME_RULE } from './planName.ts';
import { usePlan } from './planReads.ts';
import { planYaml } from './planText.ts';

/** The editor of a plan that does not exist yet, empty or with the text of another one. */
export function NewPlan({ copyOf }: { copyOf: string | null }) {
  return (
    <Frame title="New plan" above={[{ text: 'Plans', href: '/plans' }]} description={DESCRIPTION}>
      {copyOf === null ? <Named draftName="" text={TEMPLATE} /> : <Copy name={copyOf} />}
    </Frame>
  );
}

const DESCRIPTION =
  'Saving launches nothing. Start a drill from the plan afterwards, or make a schedule of it. The names of the members are those of POST /v1/drills.';

/** A plan that starts two of the web servers. */
const TEMPLATE = `description: The web shop
waves:
  - servers:
      tags: { Tier: [db] }
  - servers:
      tags: { Tier: [web] }
      sample: { count: 2, by: STALEST }
    startWhen: VERIFIED
holdSeconds: 600
onLaunchFailure: TERMINATE
objectives:
  recoveryTimeSeconds: 7200
reason: quarterly rehearsal
`;

function Copy({ name }: { name: string }) {
  return (
    <PolledView what="the plan" of={usePlan(name)}>
      {({ body }) => <Named draftName={`/copy of ${name}`} text={planYaml(body)} />}
    </PolledView>
  );
}

function Named({ draftName, text }: { draftName: string; text: string }) {
  const [, navigate] = useLocation();
  const [name, setName] = useState('');
  const isWrong = name !== '' && !isPlanName(name);
  return (
    <Container>
      <SpaceBetween size="m">
        <FormField label="Name" constraintText={NAME_RULE} errorText={isWrong ? 'This is not a valid name' : undefined}>
          <Input
            value={name}
            onChange={({ detail }) => setName(detail.value)}
            autoComplete={false}
            placeholder="web-shop"
          />
        </FormField>
        <PlanEditing
          name={isWrong ? '' : name}
          draftName={draftName}
          begin={{ text, baseVersion: 0 }}
          baseOf={() => undefined}
          leave={() => navigate('/plans')}
          saved={(plan) => navigate(`/plans/${encodeURIComponent(plan.name)}`)}
        />
      </SpaceBetween>
    </Container>
  );
}
