import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import type { Server, Statistic, World } from '../api/client.ts';
import { ageText } from '../coverage/proofAge.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { type Fact, Facts } from '../shown/narrow/facts.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { boundsText, measuredText } from '../words/durations.ts';

interface ServerFactsProps {
  server: Server;
  /** All its drills together; undefined: not read yet. */
  statistic: Statistic | undefined;
}

/** The last proof of a server, its last drill, and all of its drills together. */
export function ServerFacts({ server, statistic }: ServerFactsProps) {
  return (
    <Container header={<Header variant="h2">Coverage</Header>}>
      <Facts columns={4} items={[...proofFacts(server), ...drillFacts(server, statistic)]} />
    </Container>
  );
}

function proofFacts({ lastPassed }: Server): Fact[] {
  if (lastPassed === null) return [{ label: 'Last proof', value: 'never proved recoverable' }];
  const { drillId, endedAt, ageSeconds, evidenceLevel, world } = lastPassed;
  return [
    {
      label: 'Last proof',
      value: (
        <>
          <InnerLink href={`/drills/${drillId}`}>{ageText(ageSeconds)} ago</InnerLink> <TimeText at={endedAt} />
        </>
      ),
    },
    { label: 'What it proved', value: `${evidenceLevel ?? 'no evidence of its state'}, ${worldText(world)}` },
    {
      label: 'Recovery time',
      value: boundsText(lastPassed.recoveryTimeAtLeastSeconds, lastPassed.recoveryTimeSeconds),
    },
    { label: 'Recovery point', value: measuredText(lastPassed.recoveryPointSeconds) },
  ];
}

function worldText(world: World): string {
  return world ?? 'world not recorded';
}

function drillFacts(server: Server, statistic: Statistic | undefined): Fact[] {
  const { lastDrill, drills, firstSeenAt, removedAt } = server;
  return [
    {
      label: 'Last drill',
      value:
        lastDrill === null ? (
          'none has ended'
        ) : (
          <>
            <InnerLink href={`/drills/${lastDrill.drillId}`}>{lastDrill.outcome}</InnerLink>
            {lastDrill.passed ? ', this server passed' : ', this server did not pass'}{' '}
            <TimeText at={lastDrill.endedAt} />
          </>
        ),
    },
    { label: 'Drills that ended', value: statistic === undefined ? String(drills) : passedText(drills, statistic) },
    { label: 'First seen in DRS', value: <TimeText at={firstSeenAt} /> },
    { label: 'In DRS', value: removedAt === null ? 'listed' : <Removed at={removedAt} /> },
  ];
}

/** The pass rate leaves out the drills that say nothing about the server. */
function passedText(drills: number, { passed, trials, stopped }: Statistic): string {
  const rest = stopped === 0 ? '' : `, ${stopped} stopped before anybody could see whether it works`;
  return `${drills}: passed ${passed} of ${trials - stopped}${rest}`;
}

function Removed({ at }: { at: string }) {
  return (
    <>
      no longer listed since <TimeText at={at} />
    </>
  );
}
