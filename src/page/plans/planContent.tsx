import Alert from '@cloudscape-design/components/alert';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useSearchParams } from 'wouter';
import type { Plan, PlanLine } from '../api/client.ts';
import { CopyButton } from '../shown/copyButton.tsx';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { RawJson } from '../shown/rawJson.tsx';
import { useInventory } from '../start/useInventory.ts';
import { DiffText } from './diffText.tsx';
import { withHostnames } from './namedServers.ts';
import { keptDraft } from './planDraft.ts';
import { PlanFacts } from './planFacts.tsx';
import { usePlanVersion } from './planReads.ts';
import { planYaml } from './planText.ts';
import { PlanVersions } from './planVersions.tsx';
import './planEditor.css';

interface PlanContentProps {
  name: string;
  version: number;
  /** All versions, the newest first. */
  lines: PlanLine[];
  isDeleted: boolean;
}

/** A version of a plan with what it changed, and all versions. */
export function PlanContent({ name, version, lines, isDeleted }: PlanContentProps) {
  const [search] = useSearchParams();
  const other = Number(search.get('compare'));
  const isComparing = Number.isInteger(other) && other > 0 && other !== version;
  const shown = usePlanVersion(name, version);
  return (
    <SpaceBetween size="l">
      <Notices {...{ name, version, isDeleted }} newest={lines[0]?.version} />
      <PolledView
        what={`version ${version}`}
        of={shown}
        back={{ text: 'The newest version', href: `/plans/${encodeURIComponent(name)}` }}
      >
        {(plan) => (
          <SpaceBetween size="l">
            <PlanFacts plan={plan} isNewest={plan.version === lines[0]?.version} />
            {isComparing && <Comparison plan={plan} other={other} />}
            <Body plan={plan} />
          </SpaceBetween>
        )}
      </PolledView>
      <PlanVersions {...{ name, version, lines }} compared={isComparing ? other : undefined} />
    </SpaceBetween>
  );
}

interface NoticesProps {
  name: string;
  version: number;
  newest: number | undefined;
  isDeleted: boolean;
}

function Notices({ name, version, newest, isDeleted }: NoticesProps) {
  const path = `/plans/${encodeURIComponent(name)}`;
  return (
    <SpaceBetween size="xs">
      {isDeleted && (
        <Alert type="warning" header="This plan is deleted">
          It starts no more drills. Its versions stay. If it is saved again, their numbers continue.
        </Alert>
      )}
      {keptDraft(name) !== undefined && (
        <Alert type="info">
          This browser keeps a text of yours for this plan that is not saved.{' '}
          <InnerLink href={`${path}?edit`}>Continue writing</InnerLink>
        </Alert>
      )}
      {newest !== undefined && version < newest && (
        <Alert type="info">
          You see version {version}. The newest is <InnerLink href={path}>version {newest}</InnerLink>.
        </Alert>
      )}
    </SpaceBetween>
  );
}

function Comparison({ plan, other }: { plan: Plan; other: number }) {
  const [older, newer] = [Math.min(other, plan.version), Math.max(other, plan.version)];
  return (
    <Container
      header={
        <Header variant="h2" description="By lines of YAML, with fields in alphabetical order.">
          From version {older} to version {newer}
        </Header>
      }
    >
      <PolledView what={`version ${other}`} of={usePlanVersion(plan.name, other)}>
        {({ body }) => (
          <DiffText before={other < plan.version ? body : plan.body} after={other < plan.version ? plan.body : body} />
        )}
      </PolledView>
    </Container>
  );
}

function Body({ plan }: { plan: Plan }) {
  const text = planYaml(plan.body);
  const { region } = plan.body;
  const inventory = useInventory(typeof region === 'string' ? region : undefined);
  return (
    <Container
      header={
        <Header variant="h2" actions={<CopyButton text={text} what="the YAML" />}>
          Version {plan.version}
        </Header>
      }
      footer={<RawJson of={plan} />}
    >
      <pre className="plan-body">{withHostnames(text, inventory.body ?? [])}</pre>
    </Container>
  );
}
