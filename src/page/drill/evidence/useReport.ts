import { answerOf } from '../../api/answers.ts';
import { type Drill, getReport, type Report } from '../../api/client.ts';
import { type Polled, usePolled } from '../../api/usePolled.ts';

/** The report of a drill, made anew every ten seconds while the drill runs, and every minute afterwards. */
export function useReport({ drillId, phase }: Pick<Drill, 'drillId' | 'phase'>): Polled<Report> {
  return usePolled(
    ['report', drillId],
    () => answerOf(getReport(drillId, { accept: 'application/json' })),
    phase === 'ENDED' ? 60 : 10,
  );
}
