import type { Clock, Report } from '../../report/report.ts';
import { amountSaid, NOTHING } from '../said.ts';
import { section } from './blocks.ts';
import { type Child, type Markup, markup } from './markup.ts';
import { below, id, moment, words } from './pieces.ts';
import { type Column, table } from './table.ts';

/** Every measure with both ends and whose clock they are by, so that each can be calculated again. */
export function clocks(report: Report): Markup {
  const rows = rowsOf(report);
  const sources = [...new Set(rows.flatMap(({ clock }) => [clock.from, clock.to, clock.notBefore].flatMap(sourceOf)))];
  return section('clocks', 'Clocks', [
    markup`<p>A measure ends between “not before” and “to”. Where those are the same, only “to” is given.</p>`,
    sources.length === 0 ? null : markup`<ol>${sources.map((source) => markup`<li>${source}</li>\n`)}</ol>`,
    table('Every measure, with its ends and their clocks as numbered above', rows, 'Nothing was to be measured.', [
      { head: 'Of', isName: true, width: 5, cell: ({ of }) => of },
      { head: 'Measure', width: 3, cell: ({ name }) => name },
      ...valueColumns(),
      ...endColumns((source) => sources.indexOf(source) + 1),
    ]),
  ]);
}

interface Row {
  of: Child;
  name: string;
  clock: Clock;
}

function rowsOf({ servers, timeToChecked, objectives }: Report): Row[] {
  const whole: Row[] = [
    { of: 'the drill', name: 'recovery time', clock: { ...NO_ENDS, ...objectives.recoveryTime } },
    ...(timeToChecked === null ? [] : [{ of: 'the drill', name: 'time to checked', clock: timeToChecked }]),
  ];
  const each = servers.flatMap(({ sourceServerId, clocks: { recoveryTime, recoveryPoint, launch } }): Row[] => [
    { of: id(sourceServerId), name: 'recovery time', clock: recoveryTime },
    { of: id(sourceServerId), name: 'recovery point', clock: recoveryPoint },
    { of: id(sourceServerId), name: 'launch', clock: launch },
  ]);
  return [...whole, ...each];
}

const NO_ENDS: Clock = { seconds: null, atLeastSeconds: null, from: null, to: null, notBefore: null, reason: null };

function valueColumns(): Column<Row>[] {
  return [
    { head: 'At least', width: 3, look: 'number', cell: ({ clock }) => amountSaid(clock.atLeastSeconds, 's') },
    { head: 'At most', width: 3, look: 'number', cell: ({ clock }) => amountSaid(clock.seconds, 's') },
  ];
}

function endColumns(numberOf: (source: string) => number): Column<Row>[] {
  const end = (one: Clock['from']): Child =>
    one === null ? NOTHING : markup`${moment(one.at)}${below(`clock ${numberOf(one.source)}`)}`;
  return [
    { head: 'From', width: 5, cell: ({ clock }) => end(clock.from) },
    { head: 'Not before', width: 5, cell: ({ clock }) => end(clock.notBefore) },
    {
      head: 'To',
      width: 5,
      cell: ({ clock }) => (clock.reason === null ? end(clock.to) : [end(clock.to), below(words(clock.reason))]),
    },
  ];
}

function sourceOf(end: Clock['from']): string[] {
  return end === null ? [] : [end.source];
}
