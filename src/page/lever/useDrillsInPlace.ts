import { useQueries } from '@tanstack/react-query';
import { answerOf } from '../api/answers.ts';
import { type Drill, type DrillSummary, getDrill } from '../api/client.ts';

/** The open drills of a Region (null: of all) in full, as far as they are read: their jobs, instances and holds. */
export function useDrillsInPlace(drills: readonly DrillSummary[], region: string | null): Drill[] {
  const there = drills.filter(({ site }) => region === null || site.region === region);
  return useQueries({
    queries: there.slice(0, READ_MAX).map(({ drillId }) => ({
      queryKey: ['drill', drillId],
      queryFn: () => answerOf(getDrill(drillId)),
      refetchInterval: READ_MS,
    })),
    combine: (reads) => reads.flatMap(({ data }) => data?.body ?? []),
  });
}

/** Each is a call. */
const READ_MAX = 40;
const READ_MS = 5000;
