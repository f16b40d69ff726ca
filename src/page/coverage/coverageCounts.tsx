import Box from '@cloudscape-design/components/box';
import ColumnLayout from '@cloudscape-design/components/column-layout';
import Container from '@cloudscape-design/components/container';
import Link from '@cloudscape-design/components/link';
import ProgressBar from '@cloudscape-design/components/progress-bar';
import type { Server } from '../api/client.ts';
import { useAddress } from '../shown/useAddress.ts';
import { countDetails } from './countDetails.ts';
import type { CoverageQuery } from './coverageQuery.ts';
import { daysText } from './coverageSentence.ts';
import { byStanding, type ProofLimit } from './standing.ts';

interface CoverageCountsProps {
  servers: Server[];
  limit: ProofLimit;
  query: CoverageQuery;
}

/** The numbers of the estate; each shows its servers. */
export function CoverageCounts({ servers, limit, query }: CoverageCountsProps) {
  const here = servers.filter(({ site }) => query.region === undefined || site.region === query.region);
  const groups = byStanding(here, limit);
  const count = (standing: Parameters<typeof groups.get>[0]) => groups.get(standing)?.length ?? 0;
  const never = count('NEVER_DRILLED') + count('NEVER_PROVED');
  const [proved, late] = [count('PROVED'), count('OVERDUE')];
  const total = proved + late + never;
  const details = countDetails({
    ...{ servers: total, overdue: late, neverProved: never, neverDrilled: count('NEVER_DRILLED') },
  });
  return (
    <Container>
      <ColumnLayout columns={4} minColumnWidth={130} variant="text-grid">
        <ProgressBar
          label={`Proved ${daysText(limit)}`}
          value={total === 0 ? 0 : Math.floor((100 * proved) / total)}
          description={`${proved} of ${total} servers`}
        />
        <Count title="Never proved" show="never" value={never} detail={details.neverProved} />
        <Count title="Overdue or never proved" show="overdue" value={late + never} detail={details.late} />
        <Count
          title="With a finding"
          show="finding"
          value={here.filter(({ finding }) => finding !== null).length}
          detail="failed their newest conclusive drill"
        />
      </ColumnLayout>
    </Container>
  );
}

interface CountProps {
  title: string;
  show: CoverageQuery['show'];
  value: number;
  detail: string;
}

function Count({ title, show, value, detail }: CountProps) {
  const [, change] = useAddress();
  return (
    <div>
      <Box variant="awsui-key-label">{title}</Box>
      <Box padding={{ vertical: 'xxs' }}>
        <Link
          fontSize="heading-xl"
          href={`?show=${show}`}
          ariaLabel={`${title}: ${value}. Show them`}
          onFollow={(event) => {
            event.preventDefault();
            change({ show });
          }}
        >
          {value.toLocaleString('en')}
        </Link>
      </Box>
      <Box color="text-body-secondary" fontSize="body-s">
        {detail}
      </Box>
    </div>
  );
}
