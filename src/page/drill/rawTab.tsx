import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { answerOf } from '../api/answers.ts';
import { type Drill, getDrillRequest } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { PolledView } from '../shown/polledView.tsx';
import { RawJson } from '../shown/rawJson.tsx';

/** A drill and its request as the API answers them. */
export default function RawTab({ drill }: { drill: Drill }) {
  const { drillId } = drill;
  const request = usePolled(['request', drillId], () => answerOf(getDrillRequest(drillId)), 0);
  return (
    <Container
      header={
        <Header variant="h2" description="As the API answers. The tabs Journal, Notes and Evidence have their own.">
          Raw JSON
        </Header>
      }
    >
      <SpaceBetween size="s">
        <RawJson of={drill} title={`GET /v1/drills/${drillId}`} isOpen />
        <PolledView what="the request" of={request}>
          {(body) => <RawJson of={body} title={`GET /v1/drills/${drillId}/request`} />}
        </PolledView>
      </SpaceBetween>
    </Container>
  );
}
