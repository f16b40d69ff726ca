import type { Drill } from '../api/client.ts';
import { useNow } from '../api/clock.ts';
import { upText } from '../drill/hold/upText.ts';
import { Facts } from '../shown/narrow/facts.tsx';
import { PlainText } from '../shown/plainText.tsx';
import { TimeText } from '../shown/timeText.tsx';
import { elapsedText } from '../words/elapsedText.ts';
import { sinceOf } from './useTroubled.ts';

/** Since when, how many instances, whose drill it is, and what it costs. */
export function TroubleFacts({ drill }: { drill: Drill }) {
  const { waitsFor, requestedBy, terms, site, hold } = drill;
  return (
    <Facts
      columns={4}
      items={[
        { label: 'Since', value: <Since at={sinceOf(drill)} /> },
        { label: 'Instances up', value: upText(drill) },
        {
          label: 'Hold ended',
          value: hold.endedAt === null ? 'no hold, or not ended yet' : <TimeText at={hold.endedAt} />,
        },
        { label: 'Region', value: site.region },
        ...(waitsFor === null ? [] : [{ label: 'What it waits for', value: <PlainText text={waitsFor} /> }]),
        { label: 'Requested by', value: <PlainText text={requestedBy} /> },
        { label: 'Reason of the drill', value: <PlainText text={terms.reason} /> },
        { label: 'What it costs', value: COST },
      ]}
    />
  );
}

const COST =
  'Not known until the drill has ended. Meanwhile AWS bills what is left: instances while they run, volumes while they exist.';

function Since({ at }: { at: string }) {
  const now = useNow();
  return (
    <>
      <TimeText at={at} />
      <div>{elapsedText(at, now)} ago</div>
    </>
  );
}
