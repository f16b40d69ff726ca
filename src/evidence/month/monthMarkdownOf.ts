import { celled, escaped, head, row } from '../forms/markdown/escaped.ts';
import { fitting, type Part, whole } from '../forms/markdown/fitting.ts';
import { timeSaid } from '../forms/said.ts';
import { OUTCOME_SAID, saidWith } from '../forms/words.ts';
import type { MonthReport } from './month.ts';
import { coverageSaid, noneOverdueSaid, trendRows, unsettledSaid, worldSaid } from './monthSaid.ts';

/** The report of a month as Markdown, with the same bound as that of a drill. */
export function monthMarkdownOf(report: MonthReport): string {
  return fitting([summary(report), lessons(report), overdue(report), drills(report)], BYTES_MAX);
}

const BYTES_MAX = 60_000;

function summary(report: MonthReport): Part {
  const unsettled = unsettledSaid(report);
  return whole([
    `# ${report.world ?? 'WORLD UNKNOWN'} · Disaster-recovery drills of ${report.month}`,
    '',
    `> [!${report.world === 'REAL' ? 'NOTE' : 'WARNING'}]`,
    `> **${worldSaid(report)}**`,
    '',
    ...(unsettled === null ? [] : ['> [!CAUTION]', `> **${unsettled}**`, '']),
    `## Outcomes of the drills requested in ${report.month}`,
    '',
    ...head('outcome', 'drills'),
    ...report.outcomes.map(({ outcome, drills: count }) => row(saidWith(OUTCOME_SAID, outcome, ''), count)),
    row('not ended', report.open),
    '',
    `## Coverage on ${timeSaid(report.madeAt)}`,
    '',
    ...coverageSaid(report).map((sentence) => `- ${sentence}`),
    '',
    '## Trend',
    '',
    ...head('', 'the month before', report.month),
    ...trendRows(report).map((cells) => row(...cells)),
  ]);
}

function lessons({ lessons: all }: MonthReport): Part {
  if (all.length === 0) return whole(['', '## Lessons', '', 'Nobody has noted a lesson.']);
  return {
    before: [
      '',
      '## Lessons',
      '',
      'Whether a tracked lesson is done, its tracker says.',
      '',
      ...head('lesson', 'tracked at', 'drill', 'by'),
    ],
    rows: all.map(({ text, trackerUrl, drillId, by }) =>
      row(celled(text), celled(trackerUrl ?? 'nowhere'), celled(drillId), celled(by)),
    ),
    after: [],
    row: 'lesson',
  };
}

function overdue(report: MonthReport): Part {
  const all = report.overdue ?? [];
  const title = `## Overdue servers on ${timeSaid(report.madeAt)}`;
  if (all.length === 0) return whole(['', title, '', noneOverdueSaid(report)]);
  return {
    before: ['', title, '', ...head('server', 'last passed')],
    rows: all.map(({ sourceServerId, hostname, lastPassedAt }) =>
      row(
        celled(hostname === null ? sourceServerId : `${hostname} (${sourceServerId})`),
        lastPassedAt === null ? 'never' : timeSaid(lastPassedAt),
      ),
    ),
    after: [],
    row: 'overdue server',
  };
}

function drills({ drills: all }: MonthReport): Part {
  if (all.length === 0) return whole(['', '## Drills', '', 'No drill was requested.']);
  return {
    before: ['', '## Drills', '', ...head('drill', 'world', 'requested', 'servers', 'outcome', 'cleanup', 'purpose')],
    rows: all.map(({ drillId, world, requestedAt, servers, outcome, cleanup, reason }) =>
      row(
        celled(drillId),
        world ?? 'unknown',
        timeSaid(requestedAt),
        servers,
        celled(outcome),
        celled(cleanup),
        escaped(reason, 80),
      ),
    ),
    after: [],
    row: 'drill',
  };
}
