import Badge from '@cloudscape-design/components/badge';
import Container from '@cloudscape-design/components/container';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Plan } from '../api/client.ts';
import { InnerLink } from '../shown/links/innerLink.tsx';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { useSchedules } from './planReads.ts';

/** Who saved a version, and what uses it. */
export function PlanFacts({ plan, isNewest }: { plan: Plan; isNewest: boolean }) {
  const { name, version, savedBy, savedAt, hash, description } = plan;
  return (
    <Container>
      <Facts
        columns={4}
        items={[
          {
            label: 'Version',
            value: (
              <>
                {version} <Badge color={isNewest ? 'green' : 'grey'}>{isNewest ? 'newest' : 'older'}</Badge>
              </>
            ),
          },
          { label: 'Saved by', value: <PlainText text={savedBy} /> },
          { label: 'Saved', value: <TimeText at={savedAt} /> },
          { label: 'Schedules that drill this version', value: <Schedules name={name} version={version} /> },
          ...(isNewest ? [] : [{ label: 'Description', value: <PlainText text={description} /> }]),
          {
            label: 'Its drills',
            value: <InnerLink href={`/drills?recoveryPlan=${encodeURIComponent(name)}`}>by recovery plan</InnerLink>,
          },
          { label: 'Hash (SHA-256)', value: <code className="plan-hash">{hash}</code> },
        ]}
      />
    </Container>
  );
}

function Schedules({ name, version }: { name: string; version: number }) {
  const { body } = useSchedules();
  if (body === undefined) return <>not read yet</>;
  const using = body.items.filter((one) => one.plan === name && one.planVersion === version);
  if (using.length === 0) return <>none</>;
  return (
    <SpaceBetween size="xxs">
      {using.map((one) => (
        <InnerLink key={one.name} href={`/schedules?schedule=${encodeURIComponent(one.name)}`}>
          {one.name}
        </InnerLink>
      ))}
    </SpaceBetween>
  );
}
