import Box from '@cloudscape-design/components/box';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { durationText } from '../../words/durations.ts';
import { hardStopLabel } from './hardStopLabel.ts';
import { type HoldState, holdState } from './holdState.ts';

/** How long the instances stay up, counted down on the API's clock, and what ends them whatever happens. */
export function HoldPanel({ drill }: { drill: Drill }) {
  const nowMs = useNow();
  const state = holdState(drill, nowMs);
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Hold</Box>
      <Now {...{ state, drill }} />
      <Facts
        columns={drill.phase === 'ENDED' ? 4 : 2}
        minColumnWidth={180}
        ariaLabel="The hold"
        items={pairsOf(drill, nowMs)}
      />
    </SpaceBetween>
  );
}

function Now({ state, drill }: { state: HoldState; drill: Drill }) {
  switch (state.kind) {
    case 'NONE':
      return <>{state.because}</>;
    case 'COMING':
      return <>It begins once every launched server is verified, and takes {durationText(drill.hold.seconds)}.</>;
    case 'OVER':
      return (
        <>
          Held {durationText(state.heldSeconds)}, until <TimeText at={state.endedAt} />
        </>
      );
    case 'RUNNING':
      return <Countdown state={state} />;
  }
}

function Countdown({ state: { leftSeconds, share, untilAt } }: { state: Extract<HoldState, { kind: 'RUNNING' }> }) {
  const isOver = leftSeconds === 0;
  return (
    <div>
      <Box fontSize="display-l" fontWeight="bold" tagOverride="div">
        <span role="timer" className="countdown">
          {isOver ? 'Over' : durationText(leftSeconds)}
        </span>
      </Box>
      <ProgressBar value={Math.floor(share * 100)} ariaLabel="Share of the hold that is over" />
      <Box color="text-body-secondary">
        {isOver ? 'Its time was over at ' : 'until '}
        <TimeText at={untilAt} />
        {isOver && '. The next step of the drill ends it.'}
      </Box>
    </div>
  );
}

function pairsOf({ hold, hardStopAt, terms, endedAt }: Drill, nowMs: number) {
  const pairs = [
    { label: 'Requested', value: durationText(hold.seconds) },
    hold.beganAt !== null && { label: 'Began', value: <TimeText at={hold.beganAt} /> },
    hold.extendedBy !== null && { label: 'Extended by', value: <PlainText text={hold.extendedBy} /> },
    hold.extensionRequestedUntil !== null && {
      label: 'Extension requested until',
      value: <TimeText at={hold.extensionRequestedUntil} />,
    },
    hold.endedBy !== null && { label: 'Ended early by', value: <PlainText text={hold.endedBy} /> },
    terms.endHold === 'WHEN_CHECKED' && { label: 'Ends earlier', value: 'once every required check has a result' },
    hardStopAt !== null && {
      label: hardStopLabel(endedAt, hardStopAt, nowMs),
      value: <TimeText at={hardStopAt} />,
    },
  ];
  return pairs.filter((pair) => pair !== false);
}
