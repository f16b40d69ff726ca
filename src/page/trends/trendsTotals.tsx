import Container from '@cloudscape-design/components/container';
import type { Statistic } from '../api/client.ts';
import { Facts } from '../shown/narrow/facts.tsx';
import { hoursText, rateText, totalsOf } from './totals.ts';

/** The range as a whole. */
export function TrendsTotals({ days }: { days: Statistic[] }) {
  const all = totalsOf(days);
  return (
    <Container>
      <Facts
        columns={4}
        items={[
          { label: 'Drills passed', value: rateText(all.passed, all.drills) },
          { label: 'Servers passed', value: rateText(all.serversPassed, all.serversJudged) },
          {
            label: 'Objectives met',
            value: all.objectivesDecided === 0 ? 'none set' : rateText(all.objectivesMet, all.objectivesDecided),
          },
          { label: 'Instance hours', value: hoursText(all.instanceHoursAtLeast, all.instanceHours) },
          ...(all.leftOut === 0
            ? []
            : [
                {
                  label: 'Left out',
                  value: `drills that launched something outside AWS: ${all.leftOut}; no other number has them`,
                },
              ]),
        ]}
      />
    </Container>
  );
}
