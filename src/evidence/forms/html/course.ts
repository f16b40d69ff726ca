import type { Deviation, Happening, HoldReported, Report } from '../../report/report.ts';
import { amountSaid, countSaid, durationSaid, NOTHING } from '../said.ts';
import { DEVIATION_SAID } from '../words.ts';
import { facts, section } from './blocks.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { coloured, id, moment, words } from './pieces.ts';
import { table } from './table.ts';
import { timelinePicture } from './timelinePicture.ts';

/** What took place, what went otherwise than planned, and how long the instances stayed up. */
export function course(report: Report): Markup {
  return markup`${section('timeline', 'Timeline', [timelinePicture(report), timeline(report)])}
${section('deviations', 'Deviations', deviations(report.deviations))}
${section('hold', 'Hold', hold(report.hold))}`;
}

function timeline({ timeline: all }: Report): Markup {
  return table<Happening>(`What took place (${countSaid(all.length, 'line')}, UTC)`, all, 'Nothing took place.', [
    { head: 'When (UTC)', width: 6, cell: ({ at }) => moment(at) },
    { head: 'What', isName: true, width: 12, look: 'plain', cell: ({ what }) => words(what) },
    { head: 'Server', width: 6, cell: ({ sourceServerId }) => id(sourceServerId) },
    { head: 'Whose clock', width: 3, cell: ({ source }) => source },
    { head: 'Entry', width: 2, look: 'number', cell: ({ seq }) => seq },
  ]);
}

function deviations(all: Deviation[]): Markup {
  return table<Deviation>('What did not go as planned', all, 'Nothing is recorded that deviated from the plan.', [
    { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
    { head: 'Kind', width: 3, cell: ({ kind }) => coloured('bad', DEVIATION_SAID[kind]) },
    { head: 'Server', width: 5, cell: ({ sourceServerId }) => id(sourceServerId) },
    { head: 'What', isName: true, width: 8, look: 'plain', cell: ({ what }) => words(what) },
    { head: 'In the words of the service', width: 8, cell: ({ inTheirWords }) => words(inTheirWords) },
  ]);
}

function hold({ plannedSeconds, beganAt, endedAt, heldSeconds, endedBy, extensions }: HoldReported): Child {
  return [
    facts([
      ['Planned', markup`${durationSaid(plannedSeconds)} (${amountSaid(plannedSeconds, 's')})`],
      ['Began', moment(beganAt)],
      ['Ended', moment(endedAt)],
      ['Held', heldSeconds === null ? NOTHING : markup`${durationSaid(heldSeconds)} (${amountSaid(heldSeconds, 's')})`],
      ['Ended by', endedBy ?? NOTHING],
    ]),
    table('Extensions', extensions, 'It was not extended.', [
      { head: 'When (UTC)', width: 5, cell: ({ at }) => moment(at) },
      { head: 'Who', isName: true, width: 8, look: 'plain', cell: ({ by }) => by },
      { head: 'Until', width: 5, cell: ({ until }) => moment(until) },
      { head: 'In force', width: 3, cell: ({ inForce }) => (inForce ? 'yes' : 'no') },
    ]),
  ];
}
