import './start.css';
import { useState } from 'react';
import { useLocation, useSearch } from 'wouter';
import { Frame } from '../frame/frame.tsx';
import { firstDraft } from './draft.ts';
import { Restored } from './restored.tsx';
import { StartWizard } from './startWizard.tsx';

/** Starts a drill after a dry run. The address names the plan, the servers, or the dry run. */
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
  const dryRunId = new URLSearchParams(given.search).get('dryRun');
  return (
    <Frame title="Start a drill" above={[{ text: 'Drills', href: '/drills' }]} isHeadingInContent>
      {dryRunId === null ? (
        <StartWizard key={given.search} first={firstDraft(given.search)} firstDryRun={null} nameDryRun={nameDryRun} />
      ) : (
        <Restored key={given.search} dryRunId={dryRunId} nameDryRun={nameDryRun} />
      )}
    </Frame>
  );
}
