import { facts, section, sentences } from '../forms/html/blocks.ts';
import { type Markup, markup, outwardLink } from '../forms/html/markup.ts';
import { pageOf } from '../forms/html/page.ts';
import { coloured, exactly, id, moment, serverName, stamp, words } from '../forms/html/pieces.ts';
import { type Column, table } from '../forms/html/table.ts';
import { NOTHING } from '../forms/said.ts';
import { OUTCOME_SAID, plainly, saidWith } from '../forms/words.ts';
import type { DayCounted, DrillOfMonth, LessonNoted, MonthReport, OverdueServer } from './month.ts';
import { coverageSaid, noneOverdueSaid, trendRows, unsettledSaid, worldSaid } from './monthSaid.ts';

/** The report of a month as one HTML file, made like that of a drill. */
export function monthHtmlOf(report: MonthReport): string {
  const { month, madeAt, world, drills, overdue, lessons, trend } = report;
  return pageOf({
    title: `Disaster-recovery drills of ${month}`,
    name: month,
    world,
    worldSaid: worldSaid(report),
    unsettled: unsettledSaid(report),
    main: [
      summary(report),
      section('lessons', 'Lessons', [
        markup`<p>Whether a tracked lesson is done, its tracker says.</p>`,
        table('Lessons that people noted', lessons, 'Nobody has noted a lesson.', LESSONS),
      ]),
      section(
        'overdue',
        'Overdue servers',
        table('Servers overdue now', overdue ?? [], noneOverdueSaid(report), OVERDUE),
      ),
      section('drills', 'Drills', table('Drills requested in the month', drills, 'No drill was requested.', DRILLS)),
      section('days', 'Days', table('Days on which drills ended', trend.days, 'No drill ended.', DAYS)),
    ],
    footer: markup`<p>Made on ${stamp(madeAt)}. Coverage and overdue servers are as of then. Format ${id(report.format)}.
Every time and every day is in UTC. “–” means that something was not measured or does not apply.</p>`,
  });
}

function summary(report: MonthReport): Markup {
  return markup`<h1>Disaster-recovery drills of ${report.month}</h1>
${facts([
  ['Region', report.region ?? 'all'],
  ['Made', stamp(report.madeAt)],
  ['Drills requested', report.drills.length],
  ['Not ended', report.open],
])}
${section(
  'outcomes',
  'Outcomes',
  table('How the drills that were requested in the month ended', report.outcomes, 'No drill has ended.', [
    {
      head: 'Outcome',
      isName: true,
      width: 10,
      look: 'plain',
      cell: ({ outcome }) => saidWith(OUTCOME_SAID, outcome, ''),
    },
    { head: 'Drills', width: 3, look: 'number', cell: ({ drills }) => drills },
  ]),
)}
${section('coverage', 'Coverage', sentences(coverageSaid(report)))}
${section(
  'trend',
  'Trend',
  table('This month beside the month before', trendRows(report), '', [
    { head: 'Measure', isName: true, width: 8, look: 'plain', cell: ([name]) => name },
    { head: 'The month before', width: 4, look: 'number', cell: ([, before]) => before },
    { head: report.month, width: 4, look: 'number', cell: ([, , now]) => now },
  ]),
)}`;
}

const LESSONS: Column<LessonNoted>[] = [
  { head: 'Lesson', isName: true, width: 10, look: 'plain', cell: ({ text }) => words(text) },
  {
    head: 'Tracked at',
    width: 7,
    cell: ({ trackerUrl }) => (trackerUrl === null ? coloured('warn', 'nowhere') : outwardLink(trackerUrl)),
  },
  { head: 'Drill', width: 5, cell: ({ drillId }) => id(drillId) },
  { head: 'Noted by', width: 6, cell: ({ by, at }) => markup`${by}, ${moment(at)}` },
];

const OVERDUE: Column<OverdueServer>[] = [
  { head: 'Server', isName: true, width: 10, cell: serverName },
  {
    head: 'Last passed (UTC)',
    width: 5,
    cell: ({ lastPassedAt }) => (lastPassedAt === null ? coloured('bad', 'never') : moment(lastPassedAt)),
  },
];

const DRILLS: Column<DrillOfMonth>[] = [
  { head: 'Drill', isName: true, width: 6, cell: ({ drillId }) => id(drillId) },
  { head: 'World', width: 4, cell: ({ world }) => world ?? 'unknown' },
  { head: 'Requested (UTC)', width: 5, cell: ({ requestedAt }) => moment(requestedAt) },
  { head: 'By', width: 5, cell: ({ requestedBy }) => requestedBy },
  { head: 'Servers', width: 3, look: 'number', cell: ({ servers }) => servers },
  { head: 'Outcome', width: 4, cell: ({ outcome }) => (outcome === null ? NOTHING : plainly(outcome)) },
  {
    head: 'Cleanup',
    width: 4,
    cell: ({ cleanup }) => (cleanup === 'LEAKED' ? coloured('bad', 'leaked') : plainly(cleanup)),
  },
  { head: 'Purpose', width: 7, cell: ({ reason }) => words(reason) },
];

const DAYS: Column<DayCounted>[] = [
  { head: 'Day', isName: true, width: 4, cell: ({ day }) => day },
  { head: 'Drills', width: 3, look: 'number', cell: ({ drills }) => drills },
  { head: 'Servers', width: 3, look: 'number', cell: ({ trials }) => trials },
  { head: 'Passed', width: 3, look: 'number', cell: ({ passed }) => passed },
  { head: 'Stopped', width: 3, look: 'number', cell: ({ stopped }) => stopped },
  {
    head: 'Median recovery time',
    width: 5,
    cell: ({ medianRecoveryTimeSeconds }) => exactly(medianRecoveryTimeSeconds),
  },
  { head: 'Longest', width: 5, cell: ({ longestRecoveryTimeSeconds }) => exactly(longestRecoveryTimeSeconds) },
];
