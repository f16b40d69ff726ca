import { useState } from 'react';
import { answerOf } from '../../api/answers.ts';
import { type DrillSummary, getDrill, listDrills } from '../../api/client.ts';
import { type Polled, usePolled } from '../../api/usePolled.ts';
import { wholeList } from '../../api/wholeList.ts';
import { type DayRange, dayAfter } from '../trendsRange.ts';
import { costMonthOf, type DrillCost } from './costs.ts';

/** The drills that may have ended in a range. They are listed by their request, which may be days before their end. */
export function useDrillsOf({ from, to }: DayRange): Polled<DrillSummary[]> {
  const requested = { $from: startOf(dayAfter(from, -DRILL_DAYS_MAX)), to: startOf(dayAfter(to, 1)) };
  const read = () =>
    wholeList(
      (page) => answerOf(listDrills({ ...requested, ...page })),
      ({ drills }) => drills,
    );
  return usePolled(['drills', 'ended', from, to], read, 300);
}

/** A wait for the turn and a hold of seven days each, and the rest of a drill. */
const DRILL_DAYS_MAX = 16;

function startOf(day: string): string {
  return `${day}T00:00:00.000Z`;
}

/** The cost of each of these drills, read once, because an ended drill costs nothing more. */
export function useCosts(drills: DrillSummary[]): Polled<DrillCost[]> & { readSoFar: number } {
  const [readSoFar, setReadSoFar] = useState(0);
  const ids = drills.map(({ drillId }) => drillId).join();
  const polled = usePolled(
    ['costs', ids],
    async () => ({ body: await readCosts(drills, setReadSoFar), etag: null }),
    0,
  );
  return { ...polled, readSoFar };
}

async function readCosts(drills: DrillSummary[], progress: (drills: number) => void): Promise<DrillCost[]> {
  const costs: DrillCost[] = [];
  for (let first = 0; first < drills.length; first += AT_ONCE) {
    const read = await Promise.all(drills.slice(first, first + AT_ONCE).map(costOf));
    costs.push(...read);
    progress(costs.length);
  }
  return costs;
}

/** So many reads at the same time. */
const AT_ONCE = 6;

async function costOf(drill: DrillSummary): Promise<DrillCost> {
  const { body } = await answerOf(getDrill(drill.drillId));
  return { month: costMonthOf(drill), cost: body.cost };
}
