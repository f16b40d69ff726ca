import './start.css';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Frame } from '../frame/frame.tsx';
import { LeverNotice } from '../lever/leverNotice.tsx';
import { firstDraft } from './draft.ts';
import { Restored } from './restored.tsx';
import { StartWizard } from './startWizard.tsx';

/** Starts a drill after a dry run. The address names the plan, the servers, the dry run, or a drill to do again. */
export default function StartView() {
  const search = useSearch();
  const [, navigate] = useLocation();
  const [given, setGiven] = useState({ search, own: search });
  // Another address begins anew; the one that the wizard itself sets after a dry run does not.
  if (search !== given.search && search !== given.own) setGiven({ search, own: search });
  const nameDryRun = (dryRunId: string) => {
    const own = `dryRun=${dryRunId}`;
    setGiven({ ...given, own });
    navigate(`/start?${own}`, { replace: true });
  };
  const named = new URLSearchParams(given.search);
  const [dryRunId, againId] = [named.get('dryRun'), named.get('again')];
  const restoredId = dryRunId ?? againId;
  return (
    <Frame title="Start a drill" above={[{ text: 'Drills', href: '/drills' }]} isHeadingInContent>
      <SpaceBetween size="l">
        <LeverNotice />
        {restoredId === null ? (
          <StartWizard key={given.search} first={firstDraft(given.search)} firstDryRun={null} nameDryRun={nameDryRun} />
        ) : (
          <Restored key={given.search} drillId={restoredId} isAgain={dryRunId === null} nameDryRun={nameDryRun} />
        )}
      </SpaceBetween>
    </Frame>
  );
}
