import { counted } from '../words/counted.ts';
import './eventList.css';
import ExpandableSection from '@cloudscape-design/components/expandable-section';
import Pagination from '@cloudscape-design/components/pagination';
import { useState } from 'react';
import { Link } from 'wouter';
import { timeOfDay } from '../words/timeOfDay.ts';
import type { TimelineEvent } from './events.ts';

/** What the journal says when, with looks that found nothing new folded into a count that opens. */
export function EventList({ drillId, events }: { drillId: string; events: TimelineEvent[] }) {
  const [page, setPage] = useState(1);
  const pages = Math.max(1, Math.ceil(events.length / PAGE_EVENTS));
  const looks = events.reduce((count, event) => count + event.looks, 0);
  return (
    <ExpandableSection
      variant="container"
      headerText="Looks and news"
      headerCounter={`(${events.length})`}
      headerDescription={`${counted(looks, 'look')} found nothing new.`}
      {...(pages > 1 && {
        headerActions: (
          <Pagination
            currentPageIndex={page}
            pagesCount={pages}
            onChange={({ detail }) => setPage(detail.currentPageIndex)}
            ariaLabels={{ paginationLabel: 'Pages of looks and news' }}
          />
        ),
      })}
    >
      <ol className="events">
        {events.slice((page - 1) * PAGE_EVENTS, page * PAGE_EVENTS).map((event) => (
          <li key={event.firstSeq}>
            {event.looks > 0 ? <Looks {...{ drillId, event }} /> : <News {...{ drillId, event }} />}
          </li>
        ))}
      </ol>
    </ExpandableSection>
  );
}

const PAGE_EVENTS = 50;

interface EventProps {
  drillId: string;
  event: TimelineEvent;
}

function News({ drillId, event: { firstSeq, fromMs, text } }: EventProps) {
  return (
    <>
      <time>{timeOfDay(fromMs)}</time> {text} <EntryLink {...{ drillId, seq: firstSeq }} />
    </>
  );
}

function Looks({ drillId, event: { fromMs, toMs, text, entries } }: EventProps) {
  return (
    <details>
      <summary>
        <time>{timeOfDay(fromMs)}</time> {text}
        {toMs > fromMs && `, until ${timeOfDay(toMs)}`}
      </summary>
      <ol>
        {entries.map(({ seq, at, cause }) => (
          <li key={seq}>
            <time>{timeOfDay(Date.parse(at))}</time> {cause} <EntryLink {...{ drillId, seq }} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function EntryLink({ drillId, seq }: { drillId: string; seq: number }) {
  return (
    <Link href={`/drills/${drillId}/journal?density=facts&entry=${seq}`} aria-label={`Journal entry ${seq}`}>
      #{seq}
    </Link>
  );
}
