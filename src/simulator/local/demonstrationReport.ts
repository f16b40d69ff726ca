import type { DrillView } from '../../api/views/drillView.ts';
import { duration } from '../../cli/durations.ts';
import { fittingGrid } from '../../cli/terminal/fittingGrid.ts';
import { painted, sheet } from '../../cli/terminal/grid.ts';
import { lineWidth } from '../../cli/terminal/wrapping.ts';
import type { JournalView, PlannedDrill } from './demonstration.ts';

/** Everything known about a drill that has ended. */
export interface Ended {
  drill: DrillView;
  journal: JournalView[];
  drsCalls: Record<string, number>;
  ec2Calls: Record<string, number>;
  guardCalls: Record<string, number>;
  instancesLeft: number;
  /** Where the signed envelope of its evidence is; null when it was not sealed. */
  evidence: string | null;
}

/** Whether a drill ended as planned: with exactly the planned number of failed servers, and no instances left. */
export function isAsPlanned({ fail }: PlannedDrill, { drill, instancesLeft, evidence }: Ended): boolean {
  const failed = drill.servers.filter((server) => server.result === 'FAILED').length;
  const outcome = fail > 0 ? 'FAILED' : 'PASSED';
  return (
    drill.outcome === outcome &&
    failed === fail &&
    drill.cleanup === 'CLEAN' &&
    instancesLeft === 0 &&
    evidence !== null
  );
}

/** The report of a drill for people: timeline, servers, calls and cleanup. */
export function summaryView(planned: PlannedDrill, ended: Ended, out: NodeJS.WriteStream): string {
  const { drill, drsCalls, ec2Calls, guardCalls, instancesLeft, evidence } = ended;
  const screen = { out, width: Math.min(lineWidth(out), COLUMNS_MAX) };
  const planning = isAsPlanned(planned, ended) ? (planned.fail > 0 ? ', as planned' : '') : ', which was not planned';
  const why = drill.why === null ? '' : `: ${drill.why}`;
  return [
    '',
    ...(screen.width < HEADLINE_COLUMNS
      ? [`Drill ${drill.drillId}`, sheet([['', painted(drill.outcome, `${planning}${why}`)]], screen)]
      : [sheet([[`Drill ${drill.drillId}`, painted(drill.outcome, `${planning}${why}`)]], screen)]),
    '',
    timeline(ended),
    '',
    servers(planned, drill, screen),
    '',
    sheet(
      [
        ['calls to DRS', calls(drsCalls)],
        ['calls to EC2', calls(ec2Calls)],
        ['by the guard', calls(guardCalls)],
        ['cleanup', painted(drill.cleanup, `; instances left: ${instancesLeft}`)],
        ['evidence', evidence === null ? 'not sealed' : `sealed as SIMULATED in ${evidence}`],
      ],
      screen,
    ),
    '',
    '',
  ].join('\n');
}

const COLUMNS_MAX = 100;
/** On a narrower terminal the outcome next to the id would wrap word by word. */
const HEADLINE_COLUMNS = 80;

function timeline({ drill, journal }: Ended): string {
  const begun = journal.flatMap(({ at, facts }) =>
    facts.flatMap((fact) => (fact.type === 'PhaseBegan' ? [{ phase: fact.phase, at: Date.parse(at) }] : [])),
  );
  const first = Date.parse(drill.requestedAt);
  const ended = drill.endedAt === null ? [] : [{ phase: 'ENDED', at: Date.parse(drill.endedAt) }];
  const between = begun.filter(({ phase }) => phase !== 'REQUESTED' && phase !== 'ENDED');
  const lines: { phase: string; at: number }[] = [{ phase: 'REQUESTED', at: first }, ...between, ...ended];
  return lines
    .map(({ phase, at }, index) => {
      const next = lines[index + 1];
      const lasted = next === undefined ? '' : `for ${duration((next.at - at) / 1000)}`;
      return `  +${duration((at - first) / 1000).padEnd(12)} ${phase.padEnd(12)} ${lasted}`.trimEnd();
    })
    .join('\n');
}

function servers({ hostnames = {} }: PlannedDrill, drill: DrillView, screen: Screen): string {
  return fittingGrid(
    ['WAVE', 'HOST', 'SERVER', 'RESULT', 'RECOVERY TIME', 'RECOVERY POINT', 'ERROR'],
    drill.servers.map((one) => [
      String(one.wave),
      hostnames[one.sourceServerId] ?? '-',
      one.sourceServerId,
      painted(one.result),
      ...[one.recoveryTime, one.recoveryPoint].map(({ seconds }) => (seconds === null ? '-' : duration(seconds))),
      one.error ?? '-',
    ]),
    { ifSame: ['WAVE'], always: ['RECOVERY POINT'] },
    screen,
  );
}

type Screen = NonNullable<Parameters<typeof fittingGrid>[3]>;

function calls(counts: Record<string, number>): string {
  const entries = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  return total === 0 ? 'none' : `${total}: ${entries.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}
