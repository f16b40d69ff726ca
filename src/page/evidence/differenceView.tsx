import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation, useParams } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { type Difference, getDifference } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { Frame } from '../frame/frame.tsx';
import { DrillLink } from '../shown/links/drillLink.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { differenceSentence } from './differenceSentence.ts';
import { orderedParts } from './differences.ts';
import { DifferentPart } from './differentPart.tsx';
import { useHostnames } from './useHostnames.ts';

/** What differs for certain between two drills, and nothing else. */
export default function DifferenceView() {
  const { drillId = '', otherDrillId = '' } = useParams();
  const [, navigate] = useLocation();
  const difference = usePolled(
    ['difference', drillId, otherDrillId],
    () => answerOf(getDifference(drillId, otherDrillId)),
    60,
  );
  return (
    <Frame
      title="What differs"
      description="Between two drills. What is the same in both is left out, and so are times whose bounds overlap."
      above={[{ text: 'Drills', href: '/drills' }]}
      actions={
        <Button onClick={() => navigate(`/diff/${otherDrillId}/${drillId}`, { replace: true })}>Swap A and B</Button>
      }
    >
      <PolledView what="the difference" of={difference} back={{ text: 'All drills', href: '/drills' }}>
        {(body) => <Parts difference={body} />}
      </PolledView>
    </Frame>
  );
}

function Parts({ difference }: { difference: Difference }) {
  const { a, b, parts } = difference;
  const hostnames = useHostnames(a.drillId, b.drillId);
  return (
    <SpaceBetween size="l">
      <Container header={<Header variant="h2">{differenceSentence(difference, hostnames)}</Header>}>
        <Facts
          columns={2}
          items={[
            { label: 'A', value: <Side {...a} /> },
            { label: 'B', value: <Side {...b} /> },
          ]}
        />
      </Container>
      {parts.length === 0 && (
        <Alert type="success">Nothing differs for certain in the reports of the two drills.</Alert>
      )}
      {orderedParts(parts).map((part) => (
        <DifferentPart key={part.part} {...{ part, hostnames }} />
      ))}
    </SpaceBetween>
  );
}

function Side({ drillId, outcome, endedAt }: Difference['a']) {
  return (
    <>
      <DrillLink drillId={drillId} />
      <br />
      {outcome ?? 'no outcome yet'}
      {endedAt !== null && (
        <>
          , ended <TimeText at={endedAt} />
        </>
      )}
    </>
  );
}
