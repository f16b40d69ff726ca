import { OUTCOMES } from '../src/drill/drill.ts';
import type { DrillFilter } from '../src/flow/ports.ts';
import { coverageRank, findingOf, lineWithTrial } from '../src/history/coverage.ts';
import { dayOf, type Ended, emptyStatistic, type KeptRegression, withTrial } from '../src/history/statistic.ts';
import type { Trial } from '../src/history/trials.ts';
import type { StorePorts } from '../src/store/createStore.ts';
import type { Tables } from '../src/store/entities.ts';
import { itemOfTrial } from '../src/store/history/trialItem.ts';
import { partitionsOf } from '../src/store/partitions.ts';
import { SCHEMA } from '../src/store/schema.ts';
import { summaryOf } from '../src/store/summary.ts';
import { summaryAttributes } from '../src/store/summaryItem.ts';
import { aDrill, aSchedule, aTrial, SITE, START, serverId, someServers, someTerms } from '../test/builders.ts';

/** A page of a query: the number of items, and the cursor of the next page. */
export interface Page {
  items: unknown[];
  cursor: string | null;
}

export interface Query {
  name: string;
  page(store: StorePorts, limit: number, cursor: string | undefined): Promise<Page>;
}

/** Queries that read the same items, and the function that writes these items for drills over twelve months. */
export interface Group {
  name: string;
  seed(tables: Tables, drills: number): Promise<void>;
  queries: Query[];
}

const YEAR_MS = 365 * 86_400_000;
const ALL = { from: null, to: null };
/** The second half of the year. */
const HALF = { from: START - YEAR_MS / 2, to: START };
const SERVERS = 10;
const PLANS = 10;
const REQUESTERS = 10;
const REGIONS = ['eu-central-1', 'eu-west-1', 'us-east-1', 'us-west-2'];
const SECONDS_OF_A_RECOVERY = 1500;

export const GROUPS: Group[] = [
  {
    name: 'drills',
    seed: (tables, drills) =>
      put(
        tables.entities.summary,
        each(drills, (n) => summary(n, drills)),
      ),
    queries: [
      drillsBy('all drills', null),
      { name: 'drills of half a year', page: (store, ...args) => listed(store, { ...HALF, by: null }, ...args) },
      drillsBy('by phase', { filter: 'phase', value: 'ENDED' }),
      drillsBy('by outcome', { filter: 'outcome', value: 'PASSED' }),
      drillsBy('by recovery plan', { filter: 'recoveryPlan', value: 'Plan 3' }),
      drillsBy('by site', { filter: 'site', value: { ...SITE, region: 'eu-west-1' } }),
      drillsBy('by requester', { filter: 'requestedBy', value: 'arn:aws:iam::111122223333:role/rehearsals-3' }),
    ],
  },
  {
    name: 'journal',
    // One long journal among those of all other drills.
    async seed({ entities }, drills) {
      const entries = each(drills, (n) => entry(`d-${n}`, 1)).concat(each(400, (n) => entry('d-long', n + 1)));
      await put(entities.journal, entries);
    },
    queries: [
      {
        name: 'journal from an entry on',
        async page(store, limit, cursor = '1') {
          const items = await store.drills.journal('d-long', Number(cursor), limit);
          const last = items.at(-1);
          return { items, cursor: last === undefined || items.length < limit ? null : String(last.seq + 1) };
        },
      },
    ],
  },
  {
    name: 'trials',
    seed: (tables, drills) =>
      put(
        tables.entities.trial,
        each(drills, (n) => itemOfTrial(trial(n, drills))),
      ),
    queries: [
      { name: 'of one server', page: (store, ...args) => store.history.trials(serverId(3), ALL, ...args) },
      {
        name: 'of one server, half a year',
        page: (store, ...args) => store.history.trials(serverId(3), HALF, ...args),
      },
    ],
  },
  {
    name: 'servers',
    seed: (tables, drills) =>
      put(
        tables.entities.server,
        each(drills, (n) => serverLine(n, drills)),
      ),
    queries: [
      { name: 'coverage of a site', page: (store, ...args) => store.history.servers(SITE, ...args) },
      {
        name: 'overdue servers of a site',
        page: (store, limit, cursor) => store.history.servers(SITE, limit, cursor, HALF.from),
      },
    ],
  },
  {
    name: 'schedules',
    seed: (tables, drills) =>
      put(
        tables.entities.schedule,
        each(drills, (n) => ({
          name: `s-${n}`,
          schema: SCHEMA,
          version: 1,
          schedule: JSON.stringify(aSchedule({}, `s-${n}`)),
        })),
      ),
    queries: [{ name: 'all schedules', page: (store, ...args) => store.planSchedules.list(...args) }],
  },
  {
    name: 'findings',
    seed: (tables, drills) =>
      put(
        tables.entities.finding,
        each(drills, (n) => finding(n, drills)),
      ),
    queries: [{ name: 'open findings', page: (store, ...args) => store.history.findings(...args) }],
  },
  {
    name: 'statistics',
    async seed({ entities }, drills) {
      const days = each(365, (n) => statistic('day', dayOf(START - n * 86_400_000), n));
      const plans = each(drills / PLANS, (n) => statistic('recoveryPlan', `Plan ${n}`, n));
      await put(entities.statistic, [...days, ...plans, ...each(drills, (n) => statistic('server', serverId(n), n))]);
    },
    queries: [
      { name: 'by day', page: (store, ...args) => store.history.statistics('day', ALL, ...args) },
      { name: 'by recovery plan', page: (store, ...args) => store.history.statistics('recoveryPlan', ALL, ...args) },
      { name: 'by server', page: (store, ...args) => store.history.statistics('server', ALL, ...args) },
    ],
  },
  {
    name: 'regressions',
    seed: (tables, drills) =>
      put(
        tables.entities.regression,
        each(drills, (n) => regression(n, drills)),
      ),
    queries: [{ name: 'all regressions', page: (store, ...args) => store.history.regressions(...args) }],
  },
  {
    name: 'plans',
    async seed({ entities }, drills) {
      const lines = each(PLANS, (n) => planLine(n, 1));
      await put(
        entities.plan,
        lines.map((line) => ({ plans: 'all' as const, name: line.plan, ...line })),
      );
      const versions = each(drills, (n) => ({ ...planLine(n % PLANS, 1 + Math.floor(n / PLANS)), body: PLAN_BODY }));
      await put(entities.planVersion, versions);
    },
    queries: [
      { name: 'all plans', page: (store, ...args) => store.plans.list(...args) },
      { name: 'versions of one plan', page: (store, ...args) => store.plans.versions('plan-3', ...args) },
    ],
  },
];

function drillsBy(name: string, by: DrillFilter | null): Query {
  return { name, page: (store, ...args) => listed(store, { ...ALL, by }, ...args) };
}

async function listed(store: StorePorts, ...args: Parameters<StorePorts['drills']['list']>): Promise<Page> {
  const { summaries, cursor } = await store.drills.list(...args);
  return { items: summaries, cursor };
}

/** Writes batches of 25, several in parallel. */
async function put<Item>(
  entity: { put(items: Item[]): { go(how: { concurrent: number }): Promise<{ unprocessed: unknown[] }> } },
  items: Item[],
): Promise<void> {
  const { unprocessed } = await entity.put(items).go({ concurrent: 8 });
  if (unprocessed.length > 0) throw new Error(`${unprocessed.length} items were not written`);
}

function each<Item>(count: number, item: (n: number) => Item): Item[] {
  return Array.from({ length: count }, (_, n) => item(n));
}

/** Spread evenly over the year, newest first. */
function requestedAt(n: number, drills: number): number {
  return START - 1 - Math.floor((n * YEAR_MS) / drills);
}

function idOf(n: number): string {
  return `d-${String(n).padStart(24, '0')}`;
}

function summary(n: number, drills: number) {
  const drill = aDrill({
    drillId: idOf(n),
    requestedAt: requestedAt(n, drills),
    phase: 'ENDED',
    outcome: OUTCOMES[n % 3 === 0 ? 0 : n % OUTCOMES.length] ?? 'PASSED',
    cleanup: 'CLEAN',
    requestedBy: `arn:aws:iam::111122223333:role/rehearsals-${n % REQUESTERS}`,
    site: { ...SITE, region: REGIONS[n % REGIONS.length] ?? '' },
    servers: someServers(10, { result: 'LAUNCHED', verifiedAt: START, gone: 'TERMINATED' }),
    terms: someTerms({ recoveryPlan: `Plan ${n % PLANS}` }),
  });
  return summaryAttributes({ summary: summaryOf(drill), partitions: partitionsOf(drill) });
}

function entry(drillId: string, seq: number) {
  const facts = JSON.stringify([{ type: 'JobsInspected' }, { type: 'PhaseBegan', phase: 'HOLDING' }]);
  return { drillId, seq, part: 0, parts: 1, schema: SCHEMA, at: START + seq, cause: 'Woken', facts };
}

function trial(n: number, drills: number, server = n % SERVERS): Ended<Trial> {
  const at = requestedAt(n, drills);
  const hasPassed = n % 4 !== 0;
  return {
    ...aTrial({
      sourceServerId: serverId(server),
      drillId: idOf(n),
      requestedAt: at,
      recoveryTimeSeconds: SECONDS_OF_A_RECOVERY + (n % 100),
      result: hasPassed ? 'LAUNCHED' : 'FAILED',
      exists: true,
      failedBy: hasPassed ? null : 'DRS',
      error: hasPassed ? null : 'The conversion of the server failed: no boot volume was found on the source server.',
    }),
    endedAt: at + 7_200_000,
    outcome: hasPassed ? 'PASSED' : 'FAILED',
    passed: hasPassed,
  };
}

function serverLine(n: number, drills: number) {
  const line = lineWithTrial(undefined, trial(n, drills, n), true);
  const passedAt = coverageRank(line);
  return { sourceServerId: serverId(n), schema: SCHEMA, version: 1, ...SITE, passedAt, line: JSON.stringify(line) };
}

function finding(n: number, drills: number) {
  const failed = { ...trial(n * 4, drills * 4, n), failedAt: requestedAt(n, drills) };
  const found = findingOf(lineWithTrial(undefined, failed, true));
  if (found === null) throw new Error(`the server of ${n} has no finding`);
  return { sourceServerId: serverId(n), schema: SCHEMA, foundAt: found.foundAt, finding: JSON.stringify(found) };
}

const PLAN_BODY = JSON.stringify({
  holdSeconds: 3600,
  reason: 'rehearsal',
  waves: [{ sourceServerIds: [serverId(1)] }],
});

function planLine(n: number, version: number) {
  const saved = { by: 'arn:aws:iam::111122223333:role/planner', at: START, hash: 'a'.repeat(64) };
  return { plan: `plan-${n}`, version, schema: SCHEMA, ...saved };
}

function statistic(by: 'day' | 'recoveryPlan' | 'server', key: string, n: number) {
  const trials = each(20, (m) => trial(n + m, 20_000));
  const value = trials.reduce((sum, one) => withTrial(sum, one, true), emptyStatistic({ by, key }));
  return { by, key, schema: SCHEMA, version: 1, statistic: JSON.stringify(value) };
}

function regression(n: number, drills: number) {
  const kept: KeptRegression = {
    by: 'server',
    key: serverId(n),
    drillId: idOf(n),
    at: requestedAt(n, drills),
    seconds: 2 * SECONDS_OF_A_RECOVERY,
    median: SECONDS_OF_A_RECOVERY,
    deviation: 60,
    samples: 20,
    slower: { stage: 'conversion', seconds: SECONDS_OF_A_RECOVERY, median: 600 },
  };
  return { by: kept.by, key: kept.key, schema: SCHEMA, at: kept.at, regression: JSON.stringify(kept) };
}
