import Table from 'cli-table3';
import type { DrillView } from '../api/drillView.ts';
import { duration } from '../cli/durations.ts';
import type { JournalView } from './demonstration.ts';

/** All that is known of a drill that has ended. */
export interface Ended {
  drill: DrillView;
  journal: JournalView[];
  drsCalls: Record<string, number>;
  ec2Calls: Record<string, number>;
  guardCalls: Record<string, number>;
  instancesLeft: number;
}

/** The story of a drill for people: timeline, servers, calls and clean-up. */
export function summaryView(ended: Ended): string {
  const { drill, drsCalls, ec2Calls, guardCalls, instancesLeft } = ended;
  const why = drill.why === null ? '' : ` (${drill.why})`;
  return [
    '',
    `Drill ${drill.drillId}: ${drill.outcome}${why}`,
    '',
    timeline(ended),
    '',
    servers(drill),
    '',
    `Calls to DRS   ${calls(drsCalls)}`,
    `Calls to EC2   ${calls(ec2Calls)}`,
    `By the guard   ${calls(guardCalls)}`,
    `Cleanup        ${drill.cleanup}; instances left: ${instancesLeft}`,
    '',
  ].join('\n');
}

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
      return `  +${duration((at - first) / 1000).padEnd(12)} ${phase.padEnd(12)} ${lasted}`;
    })
    .join('\n');
}

function servers(drill: DrillView): string {
  const head = ['wave', 'server', 'result', 'verified', 'recovery time', 'recovery point', 'cleaned by', 'error'];
  const table = new Table({ head, style: { compact: true, head: [], border: [] } });
  for (const one of drill.servers) {
    const measured = [one.recoveryTime, one.recoveryPoint].map(({ seconds }) =>
      seconds === null ? '-' : duration(seconds),
    );
    const error = one.error === null ? '' : one.error.slice(0, 48);
    table.push([
      one.wave,
      one.sourceServerId,
      one.result ?? '-',
      one.verified ?? '-',
      ...measured,
      one.gone ?? '-',
      error,
    ]);
  }
  return table.toString();
}

function calls(counts: Record<string, number>): string {
  const entries = Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1));
  const total = entries.reduce((sum, [, count]) => sum + count, 0);
  return total === 0 ? 'none' : `${total}: ${entries.map(([name, count]) => `${name} ${count}`).join(', ')}`;
}
