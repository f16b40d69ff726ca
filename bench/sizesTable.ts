import { figure } from './markdown.ts';
import type { Table } from './section.ts';
import type { Sizes } from './sizes.ts';

/** The largest items of drills by their number of servers. The same on every machine. */
export function sizesTable(sizes: Sizes[]): Table {
  return {
    title: 'The largest items of a drill, in bytes of JSON',
    head: ['servers', 'record', 'summary', 'record per server', 'journal, all entries'],
    rows: sizes.map(({ servers, recordBytes, summaryBytes, journalBytes }) =>
      [servers, recordBytes, summaryBytes, Math.round(recordBytes / servers), journalBytes].map(figure),
    ),
  };
}
