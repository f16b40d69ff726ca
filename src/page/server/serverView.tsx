import './server.css';
import Button from '@cloudscape-design/components/button';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useLocation, useParams } from 'wouter';
import { answerOf } from '../api/answers.ts';
import { getServer, listStatistics, listTrials, type Server, type Trial } from '../api/client.ts';
import { usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';
import { startHref } from '../coverage/coverageQuery.ts';
import { proofText } from '../coverage/serverSentence.ts';
import { nameOf } from '../coverage/standing.ts';
import { Frame } from '../frame/frame.tsx';
import { PolledView } from '../shown/polledView.tsx';
import { RawJson } from '../shown/rawJson.tsx';
import { BoundsChart } from './boundsChart.tsx';
import { FindingAlert } from './findingAlert.tsx';
import { RegressionAlert } from './regressionAlert.tsx';
import { ServerFacts } from './serverFacts.tsx';
import { StageChart } from './stageChart.tsx';
import { measuredTrials } from './stageSeries.ts';
import { TrialsTable } from './trialsTable.tsx';

/** A source server: what is proved about it, and how each of its drills went. */
export default function ServerView() {
  const { sourceServerId = '' } = useParams();
  const [, navigate] = useLocation();
  const server = usePolled(['server', sourceServerId], () => answerOf(getServer(sourceServerId)), 60);
  const isListed = server.body !== undefined && server.body.removedAt === null;
  return (
    <Frame
      title={server.body === undefined ? sourceServerId : nameOf(server.body)}
      description={server.body === undefined ? undefined : sentenceOf(server.body)}
      above={[{ text: 'Coverage', href: '/coverage' }]}
      actions={
        <Button disabled={!isListed} onClick={() => navigate(startHref([sourceServerId]))}>
          Start a drill
        </Button>
      }
    >
      <PolledView what="the server" of={server} back={{ text: 'All servers', href: '/coverage' }}>
        {(body) => <Proofs server={body} />}
      </PolledView>
    </Frame>
  );
}

function sentenceOf({ sourceServerId, site, ...server }: Server): string {
  return `${sourceServerId} in ${site.region}: ${proofText(server)}.`;
}

function Proofs({ server }: { server: Server }) {
  const { sourceServerId } = server;
  const trials = usePolled(['trials', sourceServerId], () => readTrials(sourceServerId), pauseSeconds);
  const statistic = usePolled(['statistics', 'server', sourceServerId], () => readStatistic(sourceServerId), 60);
  const regression = statistic.body?.[0]?.regression ?? null;
  return (
    <SpaceBetween size="l">
      {server.finding !== null && <FindingAlert finding={server.finding} />}
      {regression !== null && <RegressionAlert regression={regression} />}
      <ServerFacts server={server} statistic={statistic.body?.[0]} />
      <PolledView what="its drills" of={trials}>
        {(all) => (
          <SpaceBetween size="l">
            {measuredTrials(all).length > 0 && (
              <ColumnLayout columns={2}>
                <StageChart trials={all} regression={regression} />
                <BoundsChart trials={all} regression={regression} />
              </ColumnLayout>
            )}
            <TrialsTable trials={all} regression={regression} />
          </SpaceBetween>
        )}
      </PolledView>
      <RawJson of={{ server, statistic: statistic.body?.[0], drills: trials.body }} />
    </SpaceBetween>
  );
}

/** Often while one of its drills runs. */
function pauseSeconds(trials: Trial[] | undefined): number {
  return trials?.some(({ endedAt }) => endedAt === null) ? 10 : 60;
}

function readTrials(sourceServerId: string) {
  return wholeList(
    (page) => answerOf(listTrials(sourceServerId, page)),
    ({ trials }) => trials,
  );
}

async function readStatistic(sourceServerId: string) {
  const { body, etag } = await answerOf(listStatistics('server', { key: sourceServerId }));
  return { body: body.statistics, etag };
}
