import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { useDrill } from '../../drill/useDrill.ts';
import { DrillLink } from '../../shown/links/drillLink.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { PolledView } from '../../shown/polledView.tsx';
import { counted } from '../../words/counted.ts';
import { elapsedText } from '../../words/elapsedText.ts';
import { refusalText } from '../../words/refusalText.ts';
import { startsAnew } from '../startWords.ts';
import { useGivenRequest } from '../useGivenRequest.ts';
import { CheckedTable } from './checkedTable.tsx';
import { ForecastPanel } from './forecastPanel.tsx';
import { RequestPanel } from './requestPanel.tsx';

interface DryRunStepProps {
  dryRunId: string;
  /** The request is still the one of the dry run. */
  isCurrent: boolean;
  isRequesting: boolean;
  runAgain(): void;
  /** Adds a waiver for a failed check to the terms. */
  waive(check: string, sourceServerId: string | undefined): void;
}

/** The dry run: its checks server by server, and its forecast. */
export function DryRunStep({ dryRunId, isCurrent, isRequesting, runAgain, waive }: DryRunStepProps) {
  const polled = useDrill(dryRunId);
  return (
    <PolledView what="the dry run" of={polled}>
      {(drill) => (
        <SpaceBetween size="l">
          {!isCurrent && (
            <Alert type="warning" header="The request has changed since this dry run">
              Go back one step and forward again to run it with the new request.
            </Alert>
          )}
          <Result drill={drill} action={<Again {...{ isRequesting, runAgain }} isDone={drill.phase === 'ENDED'} />} />
          <RequestPanel drill={drill} />
          <CheckedTable drill={drill} waive={waive} />
          {drill.forecast !== null && <ForecastPanel drill={drill} forecast={drill.forecast} />}
        </SpaceBetween>
      )}
    </PolledView>
  );
}

function Again({ isRequesting, runAgain, isDone }: { isRequesting: boolean; runAgain(): void; isDone: boolean }) {
  return (
    <Button loading={isRequesting} disabled={!isDone} onClick={runAgain}>
      Run it again
    </Button>
  );
}

function Result({ drill, action }: { drill: Drill; action: React.ReactNode }) {
  const nowMs = useNow();
  const { drillId, phase, outcome, why, waitsFor, requestedAt, servers, endedAt } = drill;
  const link = <DrillLink drillId={drillId} />;
  if (phase !== 'ENDED')
    return (
      <Alert type="info" header={`${phase}, requested ${elapsedText(requestedAt, nowMs)} ago`}>
        DRS and EC2 are being queried about {counted(servers.length, 'server')}.{' '}
        {waitsFor !== null && <bdi>{waitsFor}</bdi>} Dry run {link}.
      </Alert>
    );
  return (
    <Alert
      type={outcome === 'READY' ? 'success' : 'error'}
      header={outcome === 'READY' ? 'READY: such a drill can start' : `${outcome}: such a drill would not start now`}
      action={action}
    >
      <PlainText text={why === null ? null : refusalText(why)} /> It is a snapshot of{' '}
      {elapsedText(endedAt ?? requestedAt, nowMs)} ago: since then a server may lag, and somebody may use the quotas.
      Dry run {link}.
      <ChosenAnew drill={drill} />
    </Alert>
  );
}

function ChosenAnew({ drill }: { drill: Drill }) {
  const given = useGivenRequest(drill.drillId);
  if (given === undefined) return null;
  return startsAnew(given, drill).map((sentence) => (
    <div key={sentence}>
      <PlainText text={sentence} />
    </div>
  ));
}
