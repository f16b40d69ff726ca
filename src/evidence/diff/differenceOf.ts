import type { Report } from '../report/report.ts';
import type { Difference, DifferentLine, DifferentPart } from './difference.ts';
import { checkLines } from './partsOfChecks.ts';
import { planLines, quantityLines } from './partsOfDrill.ts';
import { findingLines } from './partsOfFindings.ts';
import { launchSettingLines, pointLines, serverLines, timeLines } from './partsOfServers.ts';

/** What differs between two drills. The order of its lines follows from the two reports alone. */
export function differenceOf(a: Report, b: Report): Difference {
  const parts: [DifferentPart['part'], Compared][] = [
    ['PLAN', planLines],
    ['SERVERS', serverLines],
    ['LAUNCH_SETTINGS', launchSettingLines],
    ['RECOVERY_POINTS', pointLines],
    ['TIMES', timeLines],
    ['CHECKS', checkLines],
    ['FINDINGS', findingLines],
    ['QUANTITIES', quantityLines],
  ];
  return { a: sideOf(a), b: sideOf(b), parts: parts.flatMap(([part, linesOf]) => partOf(part, linesOf(a, b))) };
}

type Compared = (a: Report, b: Report) => DifferentLine[];

function sideOf({ identity, verdict }: Report): Difference['a'] {
  return { drillId: identity.drillId, outcome: verdict.outcome, endedAt: verdict.endedAt };
}

function partOf(part: DifferentPart['part'], lines: DifferentLine[]): DifferentPart[] {
  if (lines.length === 0) return [];
  return [{ part, lines: lines.slice(0, LINES_MAX), leftOut: Math.max(0, lines.length - LINES_MAX) }];
}

/** Of one part. A difference is in every report, also of three hundred servers. */
const LINES_MAX = 300;
