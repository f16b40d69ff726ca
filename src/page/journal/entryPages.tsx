import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Pagination from '@cloudscape-design/components/pagination';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { Fragment, type ReactNode } from 'react';
import type { Page } from './paged.ts';
import type { useJournalChoice } from './useJournalChoice.ts';

interface EntryPagesProps<One> {
  /** As in `12 of 23 entries`. */
  count: string;
  page: Page<One>;
  keyOf(one: One): string;
  /** RFC 3339; where the day changes, the list says so. */
  atOf(one: One): string;
  draw(one: One): ReactNode;
  choose: ReturnType<typeof useJournalChoice>['choose'];
}

/** A page of lines, with the days between them. */
export function EntryPages<One>({ count, page, keyOf, atOf, draw, choose }: EntryPagesProps<One>) {
  const { items } = page;
  const clear = () => choose({ text: '', factType: '', sourceServerId: '' });
  return (
    <>
      <Pages {...{ count, page, choose }} />
      <ol className="journal">
        {items.map((one, index) => {
          const day = atOf(one).slice(0, 10);
          const before = items[index - 1];
          const isNewDay = before === undefined || atOf(before).slice(0, 10) !== day;
          return (
            <Fragment key={keyOf(one)}>
              {isNewDay && <li className="journal-day">{day} (UTC)</li>}
              {draw(one)}
            </Fragment>
          );
        })}
      </ol>
      {items.length === 0 && (
        <Box textAlign="center">
          Nothing in the journal matches. <Button onClick={clear}>Show everything</Button>
        </Box>
      )}
    </>
  );
}

interface PagesProps extends Pick<EntryPagesProps<never>, 'count' | 'choose'> {
  page: Pick<Page<never>, 'page' | 'pages'>;
}

function Pages({ count, page: { page, pages }, choose }: PagesProps) {
  return (
    <SpaceBetween direction="horizontal" size="m" alignItems="center">
      <Box color="text-body-secondary">
        <span aria-live="polite">{count}</span>
      </Box>
      {pages > 1 && (
        <Pagination
          currentPageIndex={page}
          pagesCount={pages}
          onChange={({ detail }) => choose({ page: String(detail.currentPageIndex), entry: '' })}
          ariaLabels={{
            paginationLabel: 'Pages of the journal',
            nextPageLabel: 'Next page',
            previousPageLabel: 'Previous page',
          }}
        />
      )}
    </SpaceBetween>
  );
}
