import type { CheckReported, Report } from '../../report/report.ts';
import { NOTHING } from '../said.ts';
import { noChecks } from '../verdictSaid.ts';
import { CHECK_SAID, saidWith } from '../words.ts';
import { section } from './blocks.ts';
import { type Child, type Markup, markup, outwardLink } from './markup.ts';
import { below, coloured, id, ids, type Mood, moment, words } from './pieces.ts';
import { type Column, table } from './table.ts';

/** The checks of the application, then what each found on every server. */
export function checks({ checks: all, evidenceLevel }: Report): Markup {
  const tried = all.filter(({ servers }) => servers.length > 0);
  return section('checks', 'Checks', [
    table<CheckReported>('The checks', all, noChecks(evidenceLevel), COLUMNS),
    tried.map(({ name, servers }) => table(`Check ${name}, by server`, servers, '', SERVERS)),
  ]);
}

const COLUMNS: Column<CheckReported>[] = [
  { head: 'Check', isName: true, width: 4, cell: ({ name, kind }) => markup`${name}${below(kind)}` },
  { head: 'Result', width: 5, cell: resultCell },
  {
    head: 'Required',
    width: 4,
    cell: ({ required, control }) =>
      markup`${required ? 'yes' : 'no'}${control ? below('with a control that must fail') : null}`,
  },
  { head: 'Why', width: 8, cell: ({ because }) => words(because) },
  {
    head: 'Decided by',
    width: 6,
    cell: ({ by, evidenceUrl }) =>
      markup`${by ?? NOTHING}${evidenceUrl === null ? null : below(outwardLink(evidenceUrl))}`,
  },
  {
    head: 'When (UTC)',
    width: 5,
    cell: ({ beganAt, decidedAt }) => markup`${moment(decidedAt)}${below(['began ', moment(beganAt)])}`,
  },
  { head: 'SHA-256 of the answer', width: 5, cell: ({ output }) => id(output) },
];

function resultCell({ state, counts }: CheckReported): Child {
  const each = Object.entries(counts).map(([name, count]) => `${count} ${name}`);
  return markup`${coloured(moodOf(state), saidWith(CHECK_SAID, state, ''))}${each.length === 0 ? null : below(each.join(', '))}`;
}

function moodOf(state: string): Mood {
  if (state === 'PASSED') return 'good';
  return state === 'FAILED' || state === 'TIMED_OUT' ? 'bad' : 'warn';
}

const SERVERS: Column<CheckReported['servers'][number]>[] = [
  { head: 'Server', isName: true, width: 5, cell: ({ sourceServerId }) => id(sourceServerId) },
  { head: 'Result', width: 3, cell: ({ state }) => coloured(moodOf(state), state) },
  { head: 'Why', width: 6, cell: ({ because }) => words(because) },
  { head: 'SHA-256 of its outputs', width: 18, cell: ({ outputs }) => ids(outputs) },
];
