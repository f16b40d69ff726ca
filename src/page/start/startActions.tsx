import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation } from 'wouter';
import { StartDrill } from '../actions/startDrill.tsx';
import { useDrill } from '../drill/useDrill.ts';
import { useFollow } from '../frame/follow.ts';
import { requestOf } from './request.ts';
import { asPlanAddress } from './requestAddresses.ts';
import type { Start } from './useStart.ts';

/** The buttons below the dry run. */
export function StartActions({ start }: { start: Start }) {
  const [, navigate] = useLocation();
  const follow = useFollow();
  return (
    <SpaceBetween direction="horizontal" size="xs">
      <Button variant="link" onClick={() => navigate('/drills')}>
        Back to the drills
      </Button>
      <Button onClick={() => start.go(1)}>Previous</Button>
      {start.dryRun !== null && start.isCurrent && start.draft.source === 'SERVERS' && (
        <Button href={asPlanAddress(start.dryRun.drillId)} onFollow={follow}>
          Save as a plan
        </Button>
      )}
      {start.dryRun !== null && <StartReady start={start} dryRunId={start.dryRun.drillId} />}
    </SpaceBetween>
  );
}

function StartReady({ start, dryRunId }: { start: Start; dryRunId: string }) {
  const { body: dryRun } = useDrill(dryRunId);
  const reason = reasonNot(dryRun?.phase === 'ENDED', dryRun?.outcome === 'READY', start.isCurrent);
  if (dryRun !== undefined && reason === null)
    return <StartDrill dryRun={dryRun} request={requestOf(start.draft, false)} />;
  return (
    <Button variant="primary" disabled disabledReason={reason ?? 'The dry run is being read.'}>
      Start the drill
    </Button>
  );
}

function reasonNot(isEnded: boolean, isReady: boolean, isCurrent: boolean): string | null {
  if (!isEnded) return 'The dry run has not ended.';
  if (!isCurrent) return 'The request has changed since the dry run.';
  return isReady ? null : 'The dry run was not READY: change the request or its servers, and run it again.';
}
