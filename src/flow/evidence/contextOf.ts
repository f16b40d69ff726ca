import type { Drill, Instant, Site } from '../../drill/drill.ts';
import type { Schedule } from '../../drill/schedules/schedule.ts';
import { judgeChain } from '../../evidence/chain/journalChain.ts';
import type { KeptJournal } from '../../evidence/chain/keptJournal.ts';
import { replay } from '../../evidence/chain/replay.ts';
import type { Context, Integrity } from '../../evidence/sources.ts';
import type { LoadedDrill, Ports, Prices } from '../ports.ts';
import { retestOf } from './drillsOfPlan.ts';

/** What a context is read from. */
export type ContextPorts = Pick<Ports, 'clock' | 'drills' | 'history' | 'planSchedules'> & {
  prices: Pick<Prices, 'load'>;
};

/** What the deployment adds to a context. */
export interface ContextTerms {
  /** The product's version. */
  version: string;
  /** The next time of a schedule after an instant; undefined: it has none any more. */
  nextTime(schedule: Schedule, after: Instant): Instant | undefined;
}

/** What a report says that the journal does not, except for the earlier drill that it is compared with. */
export async function contextOf(
  ports: ContextPorts,
  { version, nextTime }: ContextTerms,
  loaded: LoadedDrill,
  kept: KeptJournal,
): Promise<Omit<Context, 'before'>> {
  const { drill, quarantined, quarantinedAt } = loaded;
  const [prices = null, serversOfSite, nextDueAt, retest] = await Promise.all([
    ports.prices.load(drill.site.region),
    serversIn(ports, drill.site),
    nextDue(ports, drill, nextTime),
    hasPassed(drill) ? undefined : retestOf(ports, drill),
  ]);
  return {
    product: { name: 'drs-drill', version },
    quarantined: quarantined === null ? null : { violation: quarantined, at: quarantinedAt ?? drill.at },
    integrity: integrityOf(drill, kept),
    prices,
    serversOfSite,
    nextDueAt,
    retest: retest === undefined ? null : { drillId: retest.drillId, outcome: settledOutcome(retest) },
  };
}

/** An outcome may change until the drill has ended. */
function settledOutcome({ phase, outcome }: Drill) {
  return phase === 'ENDED' ? (outcome ?? null) : null;
}

function hasPassed({ phase, outcome }: Drill): boolean {
  return phase !== 'ENDED' || outcome === 'PASSED';
}

function integrityOf(drill: Drill, kept: KeptJournal): Integrity {
  const { contradiction, chainedFromSeq } = judgeChain(kept, 1);
  const { journalHash, recordHash } = kept.record;
  const { difference } = replay(kept.entries, drill);
  return { contradiction, chainedFromSeq, replayContradiction: difference, journalHash, recordHash };
}

const LINES_PER_PAGE = 100;

/** Null: no inventory was taken yet. */
async function serversIn({ history }: ContextPorts, site: Site): Promise<number | null> {
  let known = 0;
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await history.servers(site, LINES_PER_PAGE, cursor);
    known += page.items.filter(({ removedAt }) => removedAt === null).length;
    cursor = page.cursor;
  }
  return known === 0 ? null : known;
}

const SCHEDULES_PER_PAGE = 100;

/** The earliest next time of any enabled schedule of the drill's plan that is no dry run. */
async function nextDue(
  { clock, planSchedules }: ContextPorts,
  { plan }: Drill,
  nextTime: ContextTerms['nextTime'],
): Promise<Instant | null> {
  if (plan === undefined) return null;
  const now = clock.now();
  const times: Instant[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null) {
    const page = await planSchedules.list(SCHEDULES_PER_PAGE, cursor);
    for (const schedule of page.items.filter(({ terms }) => terms.plan === plan.name && terms.enabled && !terms.dryRun))
      times.push(nextTime(schedule, now) ?? Number.POSITIVE_INFINITY);
    cursor = page.cursor;
  }
  const next = Math.min(...times);
  return Number.isFinite(next) ? next : null;
}
