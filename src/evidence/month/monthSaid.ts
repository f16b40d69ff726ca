import { countSaid, durationSaid, NOTHING } from '../forms/said.ts';
import type { MonthReport, Totals } from './month.ts';

/** The world of a month, in a sentence. */
export function worldSaid({ world, simulated, drills }: MonthReport): string {
  if (world === null) return 'World unknown: nothing has answered a drill of this month.';
  if (world === 'REAL') return 'REAL: AWS itself answered the drills of this month.';
  return `SIMULATED: a simulation answered ${simulated} of ${countSaid(drills.length, 'drill')}. That proves nothing about real servers.`;
}

/** Why a month may still change; null: it will not. */
export function unsettledSaid({ final }: MonthReport): string | null {
  return final ? null : 'NOT FINAL: the month, or one of its drills, is not over.';
}

/** How many servers are covered, in sentences. */
export function coverageSaid({ coverage }: MonthReport): string[] {
  const { covered, servers, maxAgeSeconds, neverDrilled, neverPassed, passedTooLongAgo, passedNobodyKnowsWhere } =
    coverage;
  const share = servers === 0 ? '' : ` (${Math.floor((covered / servers) * 100)} %)`;
  return [
    `${covered} of ${countSaid(servers, 'server')}${share} passed a drill within ${durationSaid(maxAgeSeconds)}.`,
    `Never drilled: ${neverDrilled}. Drilled and never passed: ${neverPassed - neverDrilled}. Passed too long ago: ${passedTooLongAgo}.`,
    ...(passedNobodyKnowsWhere === 0
      ? []
      : [`Passed in an unknown world, which proves nothing: ${passedNobodyKnowsWhere}.`]),
    ...(coverage.world === 'SIMULATED' ? ['Some of these passes are SIMULATED, and no proof.'] : []),
  ];
}

/** What stands where no overdue server does. */
export function noneOverdueSaid({ overdue }: MonthReport): string {
  return overdue === null ? 'The deployment sets no limit after which a server is overdue.' : 'No server is overdue.';
}

/** The month beside the month before it: name, then, now. */
export function trendRows({ trend: { before, now } }: MonthReport): [name: string, before: string, now: string][] {
  return MEASURES.map(([name, said]) => [name, said(before), said(now)]);
}

const MEASURES: [string, (totals: Totals) => string][] = [
  ['drills that ended, without dry runs', ({ drills }) => String(drills)],
  ['servers in them (one in two drills counts twice)', ({ trials }) => String(trials)],
  ['servers that passed', ({ passed }) => String(passed)],
  ['servers stopped before anybody saw whether they work', ({ stopped }) => String(stopped)],
  [
    'pass rate of the other servers',
    ({ passRate }) => (passRate === null ? NOTHING : `${Math.floor(passRate * 1000) / 10} %`),
  ],
  ['objectives met', ({ objectivesMet }) => String(objectivesMet)],
  ['objectives missed', ({ objectivesMissed }) => String(objectivesMissed)],
  ['longest recovery time, at most', ({ longestRecoveryTimeSeconds }) => durationSaid(longestRecoveryTimeSeconds)],
  ['instance hours, at most', ({ instanceHours }) => String(Math.round(instanceHours * 100) / 100)],
];
