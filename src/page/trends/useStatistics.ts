import { answerOf } from '../api/answers.ts';
import { type CountedBy, listStatistics, type Statistic } from '../api/client.ts';
import { type Polled, usePolled } from '../api/usePolled.ts';
import { wholeList } from '../api/wholeList.ts';
import type { DayRange } from './trendsRange.ts';

/** All statistics of a kind, and of days all those of a range, whatever a page of a table shows. */
export function useStatistics(by: CountedBy, range?: DayRange, everySeconds = 60): Polled<Statistic[]> {
  return usePolled(['statistics', by, range?.from, range?.to], () => readStatistics(by, range), everySeconds);
}

function readStatistics(by: CountedBy, range: DayRange | undefined) {
  const days = { $from: range?.from, to: range?.to };
  return wholeList(
    (page) => answerOf(listStatistics(by, { ...days, ...page })),
    ({ statistics }) => statistics,
  );
}
