import Badge from '@cloudscape-design/components/badge';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useMemo } from 'react';
import { useParams } from 'wouter';
import { CancelDrill } from '../actions/cancelDrill.tsx';
import type { Drill } from '../api/client.ts';
import { Frame } from '../frame/frame.tsx';
import { hostnamesOf } from '../journal/hostnamesOf.ts';
import { useJournal } from '../journal/useJournal.ts';
import { PlainText } from '../shown/plainText.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { CleanupStatus, OutcomeStatus, PhaseStatus } from '../shown/statuses.tsx';
import { Alerts } from './alerts/alerts.tsx';
import { CompareButton } from './compareButton.tsx';
import { DrillTabs } from './drillTabs.tsx';
import { ResultFacts } from './facts/resultFacts.tsx';
import { Now } from './now.tsx';
import { phaseBegins } from './rail/phaseBegins.ts';
import { RequestActions } from './requestActions.tsx';
import { useDrill } from './useDrill.ts';
import './drill.css';

/** One drill, live: what goes on, what has to be known first, and everything about it in tabs. */
export default function DrillView() {
  const { drillId = '', tab } = useParams<{ drillId: string; tab?: string }>();
  const drill = useDrill(drillId);
  return (
    <Frame
      title={drillId}
      above={[{ text: 'Drills', href: '/drills' }]}
      description={drill.body !== undefined && <State drill={drill.body} />}
      actions={
        <SpaceBetween direction="horizontal" size="xs">
          {drill.body !== undefined && <RequestActions drill={drill.body} />}
          {drill.body !== undefined && <CompareButton drill={drill.body} />}
          <CancelDrill drillId={drillId} />
        </SpaceBetween>
      }
    >
      <PolledView what="the drill" of={drill} back={{ text: 'All drills', href: '/drills' }}>
        {(body) => <Whole key={body.drillId} {...{ drill: body, tab }} />}
      </PolledView>
    </Frame>
  );
}

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

function Whole({ drill, tab }: { drill: Drill; tab: string | undefined }) {
  const { body: journal } = useJournal(drill);
  const begins = useMemo(() => phaseBegins(journal?.entries ?? []), [journal]);
  const hostnames = useMemo(() => hostnamesOf(journal?.entries ?? []), [journal]);
  return (
    <SpaceBetween size="l">
      <Alerts drill={drill} />
      <Now {...{ drill, begins, hostnames }} />
      <ResultFacts drill={drill} isTabNamed={tab !== undefined} />
      <DrillTabs {...{ drill, tab, hostnames }} />
    </SpaceBetween>
  );
}
