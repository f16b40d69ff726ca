import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { memo, useEffect, useMemo } from 'react';
import { useParams } from 'wouter';
import type { Drill } from '../api/client.ts';
import { Frame } from '../frame/frame.tsx';
import { hostnamesOf } from '../journal/hostnamesOf.ts';
import { useJournal } from '../journal/useJournal.ts';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { CleanupStatus, OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';
import { Alerts } from './alerts/alerts.tsx';
import { detailTabAt } from './detailTabs.ts';
import { DrillActions } from './drillActions.tsx';
import { DrillTabs } from './drillTabs.tsx';
import { ResultFacts } from './facts/resultFacts.tsx';
import { Now } from './now.tsx';
import { phaseBegins } from './rail/phaseBegins.ts';
import { useDrill } from './useDrill.ts';
import './drill.css';

/** One drill, live: what goes on, what has to be known first, and everything about it in tabs. */
export default function DrillView() {
  const { drillId = '', tab } = useParams<{ drillId: string; tab?: string }>();
  useTabLoaded(tab);
  return <OneDrill key={drillId} drillId={drillId} />;
}

/** The script of the tab comes while the drill is read. If it does not come, the tab says so. */
function useTabLoaded(tab: string | undefined) {
  useEffect(() => {
    detailTabAt(tab)
      .load()
      .catch(() => undefined);
  }, [tab]);
}

/** For another tab only the tabs are drawn anew. */
const OneDrill = memo(function OneDrill({ drillId }: { drillId: string }) {
  const { body, ...read } = useDrill(drillId);
  return (
    <Frame
      title={drillId}
      above={[{ text: 'Drills', href: '/drills' }]}
      description={body !== undefined && <State drill={body} />}
      actions={<DrillActions drillId={drillId} drill={body} />}
    >
      <PolledView what="the drill" of={{ body, ...read }} back={{ text: 'All drills', href: '/drills' }}>
        {(drill) => <Whole drill={drill} />}
      </PolledView>
    </Frame>
  );
});

/** Inline, because a description is a paragraph. */
function State({ drill: { phase, outcome, cleanup, terms } }: { drill: Drill }) {
  return (
    <>
      <PlainText text={terms.reason} />
      <span className="states">
        <PhaseStatus phase={phase} />
        {outcome !== null && <OutcomeStatus outcome={outcome} />}
        <span>
          Cleanup <CleanupStatus cleanup={cleanup} />
        </span>
        {terms.dryRun === true && <Badge color="blue">Dry run</Badge>}
      </span>
    </>
  );
}

function Whole({ drill }: { drill: Drill }) {
  const { body: journal } = useJournal(drill);
  const begins = useMemo(() => phaseBegins(journal?.entries ?? []), [journal]);
  const hostnames = useMemo(() => hostnamesOf(journal?.entries ?? []), [journal]);
  return (
    <SpaceBetween size="l">
      <Alerts {...{ drill, hostnames }} />
      <Now {...{ drill, begins, hostnames }} />
      <ResultFacts drill={drill} />
      <DrillTabs {...{ drill, hostnames }} />
    </SpaceBetween>
  );
}
