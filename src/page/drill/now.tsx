import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { EndHold } from '../actions/endHold.tsx';
import { ExtendHold } from '../actions/extendHold.tsx';
import type { Drill, Phase } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { elapsedText } from '../words/elapsedText.ts';
import { sentenceOf } from '../words/sentenceOf.ts';
import { causesOf } from './causesOf.ts';
import { HoldPanel } from './hold/holdPanel.tsx';
import { WaitPanel } from './hold/waitPanel.tsx';
import { PhaseRail } from './rail/phaseRail.tsx';

interface NowProps {
  drill: Drill;
  begins: ReadonlyMap<Phase, string>;
  hostnames: ReadonlyMap<string, string>;
}

/** What goes on now, by itself: phases, hold, and what the drill waits for. Once it has ended, how it went. */
export function Now({ drill, begins, hostnames }: NowProps) {
  const isOver = drill.phase === 'ENDED';
  return (
    <Container
      header={
        <Header
          variant="h2"
          description={<Since drill={drill} />}
          actions={
            <SpaceBetween direction="horizontal" size="xs">
              <ExtendHold drillId={drill.drillId} />
              <EndHold drillId={drill.drillId} />
            </SpaceBetween>
          }
        >
          {isOver ? 'How it went' : `Now: ${drill.phase}`}
        </Header>
      }
    >
      <SpaceBetween size="l">
        <PhaseRail {...{ drill, begins }} />
        {isOver && <Causes causes={causesOf(drill, hostnames)} />}
        <Facts drill={drill} />
      </SpaceBetween>
    </Container>
  );
}

function Causes({ causes }: { causes: string[] }) {
  if (causes.length === 0) return null;
  return (
    <ul className="problems" aria-label="What went wrong">
      {causes.map((cause) => (
        <li key={cause}>
          <PlainText text={cause} />
        </li>
      ))}
    </ul>
  );
}

/** A drill that ended without a hold has nothing to say about one. */
function Facts({ drill }: { drill: Drill }) {
  if (drill.phase === 'ENDED') return drill.hold.beganAt !== null && <HoldPanel drill={drill} />;
  return (
    <ColumnLayout columns={2} variant="text-grid">
      <HoldPanel drill={drill} />
      <WaitPanel drill={drill} />
    </ColumnLayout>
  );
}

function Since({ drill: { phase, phaseSince, requestedAt, why } }: { drill: Drill }) {
  const nowMs = useNow();
  return (
    <>
      {why !== null && (
        <>
          <PlainText text={sentenceOf(why)} />{' '}
        </>
      )}
      {phase === 'ENDED' ? 'Ended' : 'Since'} <TimeText at={phaseSince} />
      {phase !== 'ENDED' && <>, requested {elapsedText(requestedAt, nowMs)} ago</>}
    </>
  );
}
