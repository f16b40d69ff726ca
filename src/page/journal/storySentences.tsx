import { useMemo } from 'react';
import type { Drill } from '../api/client.ts';
import { useReport } from '../evidence/useReport.ts';
import { PolledView } from '../shown/polledView.tsx';
import { EntryPages } from './entryPages.tsx';
import { EntryRow } from './entryRow.tsx';
import type { JournalRead } from './joinedJournal.ts';
import { paged } from './paged.ts';
import { foundSentences, storyOf } from './story.ts';
import { StoryLine } from './storyLine.tsx';
import type { useJournalChoice } from './useJournalChoice.ts';

interface StoryProps extends ReturnType<typeof useJournalChoice> {
  drill: Drill;
  read: JournalRead;
  hostnames: ReadonlyMap<string, string>;
}

/** A sentence for each thing that matters, as the report says it. */
export function Story({ drill, ...rest }: StoryProps) {
  const report = useReport(drill);
  return (
    <PolledView what="the story of the drill" of={report}>
      {(body) => <Sentences {...rest} said={body} />}
    </PolledView>
  );
}

interface SentencesProps extends Omit<StoryProps, 'drill'> {
  said: Parameters<typeof storyOf>[0];
}

function Sentences({ read, hostnames, said, choice, choose }: SentencesProps) {
  const { text, factType, sourceServerId, order, page, entry } = choice;
  const story = useMemo(() => storyOf(said), [said]);
  const found = useMemo(() => {
    const bySeq = new Map(read.entries.map((one) => [one.seq, one]));
    const inOrder = foundSentences(story, { text, factType, sourceServerId }, { bySeq, hostnames });
    return order === 'newest' ? inOrder.toReversed() : inOrder;
  }, [read, hostnames, story, text, factType, sourceServerId, order]);
  return (
    <EntryPages
      count={`${found.length} of ${story.length} sentences`}
      page={paged(found, page, ({ seq }) => seq === entry)}
      keyOf={({ at, seq, what }) => `${seq} ${at} ${what}`}
      atOf={({ at }) => at}
      choose={choose}
      draw={(sentence) => (
        <EntryRow at={sentence.at} seq={sentence.seq} isSelected={false}>
          <StoryLine {...{ sentence, hostnames }} />
        </EntryRow>
      )}
    />
  );
}
