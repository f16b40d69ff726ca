import SpaceBetween from '@cloudscape-design/components/space-between';
import { useParams, useSearchParams } from 'wouter';
import { isMissing } from '../api/isMissing.ts';
import { Frame } from '../frame/frame.tsx';
import { NoSuchView } from '../frame/noSuchView.tsx';
import { LeverNotice } from '../lever/leverNotice.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { EditPlan } from './editPlan.tsx';
import { PlanActions } from './planActions.tsx';
import { PlanContent } from './planContent.tsx';
import { usePlan, usePlanVersions } from './planReads.ts';

/** A plan: one of its versions, what it changed, and the editor of the next one with `?edit`. */
export default function PlanView() {
  const { name = '', version } = useParams();
  const [search] = useSearchParams();
  if (version !== undefined && !/^[1-9]\d{0,9}$/.test(version)) return <NoSuchView />;
  if (search.has('edit')) return <EditPlan key={name} name={name} />;
  return <ShownPlan key={name} name={name} wanted={version === undefined ? undefined : Number(version)} />;
}

function ShownPlan({ name, wanted }: { name: string; wanted: number | undefined }) {
  const newest = usePlan(name);
  const versions = usePlanVersions(name);
  const isDeleted = isMissing(newest.error);
  const description = newest.body?.description;
  const lines = versions.body?.items ?? [];
  return (
    <Frame
      title={name}
      description={description !== undefined && !isDeleted && <PlainText text={description} isBrief />}
      above={[{ text: 'Plans', href: '/plans' }]}
      actions={!isMissing(versions.error) && <PlanActions {...{ name, newest, isDeleted, wanted }} />}
    >
      <PolledView what={`the plan ${name}`} of={versions} back={{ text: 'All plans', href: '/plans' }}>
        {() => (
          <SpaceBetween size="l">
            <LeverNotice />
            <PlanContent {...{ name, lines, isDeleted }} version={wanted ?? lines[0]?.version ?? 1} />
          </SpaceBetween>
        )}
      </PolledView>
    </Frame>
  );
}
