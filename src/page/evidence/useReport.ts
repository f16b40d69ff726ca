import { answerOf } from '../api/answers.ts';
import { type Drill, getReport, type Report } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';

/** The report of a drill, made anew every ten seconds while it may still change, and every minute for new notes. */
export function useReport({ drillId }: Pick<Drill, 'drillId'>): Polled<Report> {
  return usePolled(
    ['report', drillId],
    () => answerOf(getReport(drillId, { accept: 'application/json' })),
    (newest) => (newest?.final === true ? 60 : 10),
  );
}
