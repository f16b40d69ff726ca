import Box from '@cloudscape-design/components/box';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import type { Report } from '../api/client.ts';
import { ServerLink } from '../shown/links/serverLink.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { noDeviation } from './noDeviation.ts';

/**
 * What did not go as planned, in the words of AWS where there are any. Waits are apart, because a plan can ask
 * for them.
 */
export function DeviationList({ deviations, servers, verdict }: Pick<Report, 'deviations' | 'servers' | 'verdict'>) {
  const { type, text } = noDeviation({ verdict });
  const { waits = [], others = [] } = Object.groupBy(deviations, ({ kind }) =>
    kind === 'WAITED' ? 'waits' : 'others',
  );
  return (
    <>
      {others.length === 0 ? (
        <StatusIndicator type={type}>{text}</StatusIndicator>
      ) : (
        <Some title="Not as planned" {...{ servers, deviations: others }} />
      )}
      {waits.length > 0 && <Some title="What it waited for" {...{ servers, deviations: waits }} />}
    </>
  );
}

function Some({ title, deviations, servers }: { title: string } & Pick<Report, 'deviations' | 'servers'>) {
  const hostnames = new Map(servers.map(({ sourceServerId, hostname }) => [sourceServerId, hostname]));
  return (
    <ExpandableSection headerText={`${title} (${deviations.length})`} defaultExpanded={deviations.length <= FEW}>
      <ul className="sentences" aria-label={title}>
        {deviations.map((one) => (
          <li key={`${one.at} ${one.kind} ${one.sourceServerId} ${one.what}`}>
            <Deviation {...one} hostname={hostnames.get(one.sourceServerId ?? '') ?? null} />
          </li>
        ))}
      </ul>
    </ExpandableSection>
  );
}

const FEW = 10;

type DeviationProps = Report['deviations'][number] & { hostname: string | null };

function Deviation({ at, kind, sourceServerId, what, inTheirWords, hostname }: DeviationProps) {
  return (
    <>
      <strong>{kind}</strong> <TimeText at={at} />{' '}
      {sourceServerId !== null && (
        <>
          <ServerLink sourceServerId={sourceServerId} name={hostname} />:{' '}
        </>
      )}
      <bdi>{what}</bdi>
      {inTheirWords !== null && (
        <Box color="text-body-secondary">
          <bdi>“{inTheirWords}”</bdi>
        </Box>
      )}
    </>
  );
}
