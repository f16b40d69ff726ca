import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import Link from '@cloudscape-design/components/link';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { getDrillRequest, type Plan } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { Frame } from '../frame/frame.tsx';
import { Loading } from '../shown/loading.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { useInventory } from '../start/useInventory.ts';
import { PlanEditing } from './planEditing.tsx';
import { isPlanName, NAME_RULE } from './planName.ts';
import { usePlan } from './planReads.ts';
import { planTemplate } from './planTemplate.ts';
import { planYaml } from './planText.ts';
import { requestedPlan } from './requestedPlan.ts';
import { dropName, useKeptName } from './useKeptName.ts';

interface NewPlanProps {
  /** The plan whose text is the beginning. */
  copyOf: string | null;
  /** The drill whose request is the beginning. */
  drillId: string | null;
}

/** The editor of a plan that does not exist yet: an example, the text of another one, or the request of a drill. */
export function NewPlan({ copyOf, drillId }: NewPlanProps) {
  return (
    <Frame title="New plan" above={[{ text: 'Plans', href: '/plans' }]} description={DESCRIPTION}>
      {copyOf !== null && <Copy name={copyOf} />}
      {copyOf === null && drillId !== null && <Requested drillId={drillId} />}
      {copyOf === null && drillId === null && <Example />}
    </Frame>
  );
}

const DESCRIPTION = (
  <>
    Saving launches nothing. Start a drill from the plan afterwards, or make a schedule of it. Its fields are in the{' '}
    <Link href="/v1/plan.schema.json" external rel="noopener noreferrer" target="_blank">
      JSON Schema of a plan
    </Link>
    .
  </>
);

/** Without the inventory the example has placeholders. */
function Example() {
  const inventory = useInventory(undefined);
  if (inventory.body === undefined && inventory.error === null) return <Loading what="the inventory" />;
  return <Named draftName="" text={planTemplate(inventory.body ?? [])} />;
}

function Requested({ drillId }: { drillId: string }) {
  const request = usePolled(['drill', drillId, 'request'], () => answerOf(getDrillRequest(drillId)), 0);
  return (
    <PolledView what="the request of the drill" of={request} back={{ text: 'All plans', href: '/plans' }}>
      {({ body }) => <Named draftName={`/request of ${drillId}`} text={planYaml(requestedPlan(body))} />}
    </PolledView>
  );
}

function Copy({ name }: { name: string }) {
  return (
    <PolledView what="the plan" of={usePlan(name)}>
      {({ body }) => <Named draftName={`/copy of ${name}`} text={planYaml(body)} />}
    </PolledView>
  );
}

function Named({ draftName, text }: { draftName: string; text: string }) {
  const [, navigate] = useLocation();
  const [name, setName] = useKeptName(draftName);
  const isWrong = name !== '' && !isPlanName(name);
  const saved = (plan: Plan) => {
    dropName(draftName);
    navigate(`/plans/${encodeURIComponent(plan.name)}`);
  };
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
          saved={saved}
        />
      </SpaceBetween>
    </Container>
  );
}
