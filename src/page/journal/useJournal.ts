import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { type Answer, answerOf } from '../api/answers.ts';
import { type Drill, getJournal } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { type JournalPage, type JournalRead, joinedJournal } from './joinedJournal.ts';

interface JournalPolled extends Polled<JournalRead> {
  /** Reads all of it again from the beginning, and with it the verdict on its hashes. */
  readAll(): void;
}

/** The whole journal of a drill. Only new entries are read again: every three seconds until the last one. */
export function useJournal({ drillId }: Pick<Drill, 'drillId'>): JournalPolled {
  const client = useQueryClient();
  const key = ['journal', drillId];
  const polled = usePolled(key, () => readOn(client, drillId), secondsOf);
  return { ...polled, readAll: () => void client.resetQueries({ queryKey: key }) };
}

function secondsOf(newest: JournalRead | undefined): number {
  return newest?.entries.at(-1)?.facts.some(({ type }) => type === 'DrillEnded') ? 60 : 3;
}

/** From the newest known entry on, so that the verdict covers the link from it to the next one. */
async function readOn(client: QueryClient, drillId: string): Promise<Answer<JournalRead>> {
  let read = client.getQueryData<Answer<JournalRead>>(['journal', drillId])?.body;
  let fromSeq: number | null = read?.entries.at(-1)?.seq ?? 1;
  while (fromSeq !== null) {
    const { body: page }: Answer<JournalPage & { nextSeq: number | null }> = await answerOf(
      getJournal(drillId, { fromSeq, limit: PAGE_ENTRIES }),
    );
    const isNews = read === undefined || page.entries.at(-1)?.seq !== read.entries.at(-1)?.seq;
    // The same object, so that nothing is drawn again.
    read = isNews || !page.journalIntact ? joinedJournal(read, page) : read;
    fromSeq = page.nextSeq;
  }
  return { body: read ?? NOTHING, etag: null };
}

const NOTHING: JournalRead = { entries: [], isIntact: true, contradiction: null, chainedFromSeq: null };

/** The most that the API answers at once. */
const PAGE_ENTRIES = 100;
