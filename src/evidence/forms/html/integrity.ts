import type { Clause, Report } from '../../report/report.ts';
import { NOTHING } from '../said.ts';
import { facts, section } from './blocks.ts';
import { type Markup, markup } from './markup.ts';
import { coloured, id, words } from './pieces.ts';
import { table } from './table.ts';

/** What the report rests on, and which clauses ask for its parts. */
export function integrity(report: Report): Markup {
  return markup`${section('integrity', 'Integrity', chain(report))}
${section('appendix', 'Clauses that ask for parts of this report', appendix(report))}`;
}

function chain({ integrity: mine }: Report): Markup {
  const agrees = coloured('good', 'none: journal and record agree');
  return facts([
    ['Journal', `${mine.entries} entries`],
    ['Contradiction', mine.contradiction === null ? agrees : coloured('bad', words(mine.contradiction))],
    ['SHA-256 of the last entry', id(mine.journalHash)],
    ['SHA-256 of the record', id(mine.recordHash)],
    ['Chained from entry', mine.chainedFromSeq ?? NOTHING],
    ['Notes of people', `${mine.notes}, chained among themselves`],
    ['Hash in the last note', id(mine.lastNoteHash)],
    ['Notes of the guard', `${mine.guardNotes}, listed and not chained`],
  ]);
}

function appendix({ appendix: clauses }: Report): Markup {
  return markup`<p>This is an index. It does not claim that a drill, or this report, complies with any of these texts.</p>
${table<Clause>('Clauses', clauses, 'No clause is listed.', [
  { head: 'Source', isName: true, width: 5, cell: ({ source }) => source },
  { head: 'Asks for', width: 8, cell: ({ asks }) => words(asks) },
  { head: 'Shown in', width: 5, cell: ({ shownIn }) => shownIn.join(', ') },
  { head: 'Not shown', width: 8, cell: ({ notShown }) => words(notShown) },
])}`;
}
