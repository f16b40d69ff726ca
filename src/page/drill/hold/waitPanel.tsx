import Box from '@cloudscape-design/components/box';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Drill } from '../../api/client.ts';
import { useNow } from '../../api/clock.ts';
import { useLeverInForce } from '../../lever/useLeverInForce.ts';
import { Facts } from '../../shown/narrow/facts.tsx';
import { PlainText } from '../../shown/plainText.tsx';
import { TimeText } from '../../shown/timeText.tsx';
import { elapsedText } from '../../words/elapsedText.ts';
import { upText } from './upText.ts';
import { waitText } from './waitText.ts';

/** What or whom a drill waits for, since when, and what stays up meanwhile. */
export function WaitPanel({ drill }: { drill: Drill }) {
  const nowMs = useNow();
  const lever = useLeverInForce(drill.site.region);
  const { waits } = drill;
  return (
    <SpaceBetween size="s">
      <Box variant="h3">Waits for</Box>
      <PlainText text={waitText(drill, lever, nowMs)} />
      <Facts
        columns={2}
        minColumnWidth={180}
        ariaLabel="What it waits for"
        items={[
          ...(waits === null
            ? []
            : [
                { label: 'What', value: WAITS[waits.for] },
                { label: 'Since', value: <Since at={waits.since} nowMs={nowMs} /> },
              ]),
          { label: 'Instances up', value: upText(drill) },
        ]}
      />
    </SpaceBetween>
  );
}

function Since({ at, nowMs }: { at: string; nowMs: number }) {
  return (
    <>
      <TimeText at={at} />, for {elapsedText(at, nowMs)}
    </>
  );
}

const WAITS: Record<NonNullable<Drill['waits']>['for'], string> = {
  TURN: 'Its turn in DRS’s quotas',
  SECOND_LOOK: 'A second look',
  REAL_RECOVERY: 'A real recovery',
  WAVE: 'The next wave',
  LEVER: 'The lever',
  DRS: 'DRS',
  AWS: 'AWS',
  LAUNCH: 'The end of a launch',
  PROOF: 'A proof of ownership',
  TERMINATION: 'The termination',
  PERSON: 'A person',
};
