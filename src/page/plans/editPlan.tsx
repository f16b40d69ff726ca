import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation } from 'wouter';
import type { Plan } from '../api/client.ts';
import { isMissing } from '../api/isMissing.ts';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { DiffText } from './diffText.tsx';
import { keptDraft, type PlanDraft } from './planDraft.ts';
import { PlanEditing } from './planEditing.tsx';
import { usePlan, usePlanVersion, usePlanVersions } from './planReads.ts';
import { planYaml } from './planText.ts';

/** The editor of the next version of a plan, or of a deleted plan that is saved again. */
export function EditPlan({ name }: { name: string }) {
  const newest = usePlan(name);
  const isDeleted = isMissing(newest.error);
  const above = [
    { text: 'Plans', href: '/plans' },
    { text: name, href: `/plans/${encodeURIComponent(name)}` },
  ];
  return (
    <Frame title={`Edit ${name}`} above={above} description="Saving launches nothing, and makes a new version.">
      <Container>
        {isDeleted ? (
          <Deleted name={name} />
        ) : (
          <PolledView what="the plan" of={newest}>
            {(plan) => <Living plan={plan} />}
          </PolledView>
        )}
      </Container>
    </Frame>
  );
}

function Deleted({ name }: { name: string }) {
  const versions = usePlanVersions(name);
  return (
    <PolledView what="its versions" of={versions} back={{ text: 'All plans', href: '/plans' }}>
      {({ items }) => <LastVersion name={name} version={items[0]?.version ?? 1} />}
    </PolledView>
  );
}

function LastVersion({ name, version }: { name: string; version: number }) {
  const leave = useLeave(name);
  return (
    <PolledView what="its last version" of={usePlanVersion(name, version)}>
      {({ body }) => (
        <PlanEditing
          {...{ name, draftName: name, leave, saved: leave }}
          begin={{ text: planYaml(body), baseVersion: 0 }}
          baseOf={() => undefined}
        />
      )}
    </PolledView>
  );
}

function Living({ plan }: { plan: Plan }) {
  const { name, version } = plan;
  const leave = useLeave(name);
  return (
    <WithBase name={name} version={keptDraft(name)?.baseVersion || version}>
      {(kept) => (
        <PlanEditing
          {...{ name, draftName: name, leave, saved: leave }}
          begin={{ text: planYaml(plan.body), baseVersion: version }}
          baseOf={({ baseVersion }) => [plan, kept].find((one) => one.version === baseVersion) ?? kept}
          notice={(draft, rebase) => <Meanwhile {...{ draft, rebase, plan }} />}
        />
      )}
    </WithBase>
  );
}

interface WithBaseProps {
  name: string;
  /** The version that the text began with when the editor was opened. */
  version: number;
  children(base: Plan): React.ReactNode;
}

function WithBase({ name, version, children }: WithBaseProps) {
  return (
    <PolledView what={`version ${version}`} of={usePlanVersion(name, version)}>
      {children}
    </PolledView>
  );
}

interface MeanwhileProps {
  draft: PlanDraft;
  rebase(version: number): void;
  /** The newest version. */
  plan: Plan;
}

/** Somebody else has saved a version since the writer began. */
function Meanwhile({ draft: { baseVersion }, rebase, plan }: MeanwhileProps) {
  const base = usePlanVersion(plan.name, baseVersion || plan.version);
  if (baseVersion === plan.version) return null;
  return (
    <Alert
      type="warning"
      header={`Version ${plan.version} was saved since you began with version ${baseVersion}`}
      action={<Button onClick={() => rebase(plan.version)}>My text replaces version {plan.version}</Button>}
    >
      <SpaceBetween size="s">
        <span>
          <bdi>{plan.savedBy}</bdi> saved it at <TimeText at={plan.savedAt} />. Your text is untouched. Take over what
          you want to keep of these changes, then say that your text replaces that version.
        </span>
        <DiffText before={base.body?.body} after={plan.body} />
      </SpaceBetween>
    </Alert>
  );
}

function useLeave(name: string): () => void {
  const [, navigate] = useLocation();
  return () => navigate(`/plans/${encodeURIComponent(name)}`);
}
