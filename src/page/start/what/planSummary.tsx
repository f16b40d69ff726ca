import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Plan } from '../../api/client.ts';
import { InnerLink } from '../../shown/links/innerLink.tsx';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { RawJson } from '../../shown/rawJson.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { planPairs } from '../planWords.ts';

/** What a plan drills, in words. */
export function PlanSummary({ plan }: { plan: Plan | null }) {
  if (plan === null) return null;
  const { name, version, savedAt, savedBy, body } = plan;
  return (
    <SpaceBetween size="m">
      <Facts
        columns={3}
        items={[
          {
            label: 'Version',
            value: (
              <>
                <InnerLink href={`/plans/${encodeURIComponent(name)}/${version}`}>{version}</InnerLink>, saved{' '}
                <TimeText at={savedAt} /> by <bdi>{savedBy}</bdi>
              </>
            ),
          },
          ...planPairs(body).map(([label, text]) => ({ label, value: <PlainText text={text} /> })),
        ]}
      />
      <RawJson of={body} title="The whole plan as JSON" />
    </SpaceBetween>
  );
}
