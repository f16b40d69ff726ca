import { describe, expect, test } from 'vitest';
import type { Instant } from '../../src/drill/drill.ts';
import type { Counted, History, HistoryPage } from '../../src/flow/ports.ts';
import { lineListed, lineWithTrial, type ServerLine } from '../../src/history/coverage.ts';
import { type Ended, type Statistic, withTrial } from '../../src/history/statistic.ts';
import type { Trial } from '../../src/history/trials.ts';
import { cursorOf } from '../../src/store/cursor.ts';
import { aTrial, NOTHING_USED, SITE, START } from '../builders.ts';

/** What every table that keeps the history of drills must do. Each test has servers of its own. */
export function historyContract(open: () => History): void {
  const history = new Proxy({} as History, { get: (_, name: keyof History) => open()[name] });

  describe('a trial', () => {
    test('is kept when its drill begins, and is final when it is counted', async () => {
      // given
      const trial = anEndedTrial();
      const begun = aTrial({ sourceServerId: trial.sourceServerId, drillId: trial.drillId });
      await history.begin([begun]);
      expect(await trialsOf(trial)).toEqual([begun]);
      // when
      expect(await count(trial)).toBe('COUNTED');
      await history.begin([begun]);
      // then
      expect(await trialsOf(trial)).toEqual([trial]);
    });

    test('is counted once, whatever else has changed meanwhile', async () => {
      const trial = anEndedTrial();
      expect([await count(trial), await count(trial), await count(trial)]).toEqual(['COUNTED', 'ALREADY', 'ALREADY']);
      expect(await statisticOf(trial)).toMatchObject({ version: 1, value: { tally: { drills: 1 } } });
      expect(await history.loadServer(trial.sourceServerId)).toMatchObject({ version: 1, value: { drills: 1 } });
    });

    test('of a server that DRS does not know is kept, and nothing else', async () => {
      const trial = anEndedTrial({ exists: false, passed: false, hostname: null });
      expect(await history.countTrial(trial, 'UNKNOWN')).toBe('COUNTED');
      expect(await history.countTrial(trial, 'NOTHING')).toBe('ALREADY');
      expect(await trialsOf(trial)).toEqual([trial]);
      expect(await history.loadServer(trial.sourceServerId)).toEqual({ value: undefined, version: 0 });
    });

    test('whose statistic or line a concurrent writer changed is stale, and leaves no trace', async () => {
      // given
      const [first, second] = twoTrials();
      const read = await readOf(first);
      await count(first);
      // when
      const counted = await history.countTrial(second, changeOf(second, read));
      // then
      expect(counted).toBe('STALE');
      expect(await trialsOf(first)).toEqual([first]);
      expect(await statisticOf(first)).toMatchObject({ version: 1, value: { tally: { drills: 1 } } });
    });

    test('is counted by one of two writers that read the same', async () => {
      const [first, second] = twoTrials();
      const read = await readOf(first);
      const counts = [first, second].map((trial) => history.countTrial(trial, changeOf(trial, read)));
      expect((await Promise.all(counts)).sort()).toEqual(['COUNTED', 'STALE']);
    });

    test('is listed newest first, in a period, page by page, without the other items of its partition', async () => {
      // given
      const sourceServerId = newServer();
      const trials = [0, 1, 2, 2, 4].map((hours, n) =>
        anEndedTrial({ sourceServerId, drillId: `d-${n}`, requestedAt: START + hours }),
      );
      for (const trial of trials) await count(trial);
      const list = (from: Instant | null, to: Instant | null, limit: number) =>
        allOf((cursor) => history.trials(sourceServerId, { from, to }, limit, cursor));
      // then
      expect(idsOf(await list(null, null, 2))).toEqual(['d-4', 'd-3', 'd-2', 'd-1', 'd-0']);
      expect(idsOf(await list(START + 1, START + 4, 1))).toEqual(['d-3', 'd-2', 'd-1']);
      expect(idsOf(await list(START + 5, null, 10))).toEqual([]);
      expect(idsOf(await list(-1, START + 1, 10))).toEqual(['d-0']);
      expect(idsOf(await list(-2, -1, 10))).toEqual([]);
    });
  });

  describe('an ended drill', () => {
    test('is counted once, in all its statistics or in none', async () => {
      // given
      const drillId = newServer();
      const keys = [
        { by: 'day' as const, key: newDay() },
        { by: 'recoveryPlan' as const, key: `${drillId} Größe #1 💥` },
      ];
      const read = await history.loadStatistics(keys);
      const changes = read.map((one) => ({ read: one, value: withTrial(one.value, anEndedTrial(), true) }));
      // when
      const counts = [
        await history.countDrill(drillId, changes, NOTHING_USED),
        await history.countDrill(drillId, changes, NOTHING_USED),
      ];
      const others = await history.countDrill(newServer(), changes, NOTHING_USED);
      // then
      expect([...counts, others]).toEqual(['COUNTED', 'ALREADY', 'STALE']);
      const kept = await history.loadStatistics(keys);
      expect(kept).toEqual(changes.map(({ value }) => ({ value, version: 1 })));
    });

    test('is found by its day, newest day first, and by nothing else', async () => {
      // given
      const days = [newDay(), newDay(), newDay()];
      for (const key of days) await keepStatistic({ by: 'day', key });
      const [first = '', second = '', third = ''] = days;
      const list = (from: string | null, to: string | null, limit: number) =>
        allOf((cursor) => history.statistics('day', { from, to }, limit, cursor));
      // then
      expect(keysOf(await list(first, third, 2))).toEqual([third, second, first]);
      expect(keysOf(await list(second, second, 1))).toEqual([second]);
      expect(keysOf(await list(null, second, 100)).slice(0, 2)).toEqual([second, first]);
    });

    test('is found by the names of its recovery plan, in the order of their bytes', async () => {
      const names = ['Zoo', 'a b', 'ä', '\ufffd', '💥', `${'x'.repeat(200)}`, 'a#b'];
      for (const key of names) await keepStatistic({ by: 'recoveryPlan', key });
      const all = await allOf((cursor) => history.statistics('recoveryPlan', { from: null, to: null }, 2, cursor));
      const inOrder = names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
      expect(keysOf(all).filter((key) => names.includes(key))).toEqual(inOrder);
    });
  });

  describe('a server', () => {
    test('is saved only over the line that was read', async () => {
      const server = { sourceServerId: newServer(), site: SITE, hostname: 'one' };
      const value = lineListed(undefined, server, START);
      const read = await history.loadServer(server.sourceServerId);
      expect(await history.saveServer({ read, value })).toBe(true);
      expect(await history.saveServer({ read, value })).toBe(false);
      expect(await history.loadServer(server.sourceServerId)).toEqual({ value, version: 1 });
    });

    test('comes by its last pass: never drilled, then never passed, then the oldest pass', async () => {
      // given
      const site = { ...SITE, region: newServer() };
      const passedAt = [30, null, 10, 20, null];
      const trials = passedAt.map((at, n) =>
        anEndedTrial({
          site,
          sourceServerId: `s-${n}-${site.region}`,
          endedAt: START + (at ?? 0),
          passed: at !== null,
        }),
      );
      for (const trial of trials) await count(trial);
      for (const sourceServerId of [`s-8-${site.region}`, `s-7-${site.region}`]) {
        const value = lineListed(undefined, { sourceServerId, site, hostname: null }, START);
        expect(await history.saveServer({ read: { value: undefined, version: 0 }, value })).toBe(true);
      }
      // when
      const lines = await allOf((cursor) => history.servers(site, 1, cursor));
      // then
      expect(lines.map(({ sourceServerId }) => sourceServerId.slice(0, 3))).toEqual([
        's-7',
        's-8',
        's-1',
        's-4',
        's-2',
        's-3',
        's-0',
      ]);
    });

    test('is overdue without a pass since a moment, and only those are read', async () => {
      // given
      const site = { ...SITE, region: newServer() };
      for (const [n, at] of [30, null, 10].entries()) {
        const about = {
          site,
          sourceServerId: `s-${n}-${site.region}`,
          endedAt: START + (at ?? 0),
          passed: at !== null,
        };
        await count(anEndedTrial(about));
      }
      // when
      const overdue = await allOf((cursor) => history.servers(site, 1, cursor, START + 30));
      const all = await allOf((cursor) => history.servers(site, 1, cursor, START + 31));
      // then
      expect(overdue.map(({ sourceServerId }) => sourceServerId.slice(0, 3))).toEqual(['s-1', 's-2']);
      expect(all).toHaveLength(3);
    });

    test('has a finding from the drill that failed it until a newer one passes it', async () => {
      // given
      const [first, second] = twoTrials();
      const failed = {
        ...first,
        passed: false,
        result: 'FAILED' as const,
        verified: null,
        error: 'it broke',
        failedBy: 'DRS' as const,
        failedAt: START,
      };
      // when
      await count(failed);
      const open = await findings();
      await count(second);
      const closed = await findings();
      // then
      const { sourceServerId, drillId } = failed;
      const mine = open.filter((one) => one.sourceServerId === sourceServerId);
      expect(mine).toMatchObject([{ drillId, kind: 'LAUNCH_FAILED', error: 'it broke' }]);
      expect(closed.filter((one) => one.sourceServerId === sourceServerId)).toEqual([]);
    });

    test('whose name changes has the new name in its finding too', async () => {
      const trial = anEndedTrial({
        passed: false,
        verificationFailed: true,
        error: 'impaired',
        failedAt: START + 9,
        failedBy: 'VERIFICATION',
      });
      await count(trial);
      const read = await history.loadServer(trial.sourceServerId);
      const server = { sourceServerId: trial.sourceServerId, site: SITE, hostname: 'renamed' };
      expect(await history.saveServer({ read, value: lineListed(read.value, server, START + 9_999_999) })).toBe(true);
      const mine = (await findings()).filter((one) => one.sourceServerId === trial.sourceServerId);
      expect(mine).toMatchObject([{ kind: 'VERIFICATION_FAILED', hostname: 'renamed' }]);
    });

    test('that has become slow is listed with its regression, newest first, until it is fast again', async () => {
      // given
      const sourceServerId = newServer();
      const seconds = [600, 610, 590, 600, 605, 1200, 600];
      const trials = seconds.map((recoveryTimeAtLeastSeconds, n) =>
        anEndedTrial({ sourceServerId, drillId: `d-${n}`, endedAt: START + n, recoveryTimeAtLeastSeconds }),
      );
      const mine = async () => (await regressions()).filter(({ key }) => key === sourceServerId);
      // when
      for (const trial of trials.slice(0, 6)) await count(trial);
      const slow = await mine();
      for (const trial of trials.slice(6)) await count(trial);
      const fast = await mine();
      // then
      expect(slow).toMatchObject([{ by: 'server', drillId: 'd-5', seconds: 1200, median: 600, samples: 5 }]);
      expect(fast).toEqual([]);
    });
  });

  describe('a cursor', () => {
    test('of another query, or a made-up one, is refused', async () => {
      // given
      const sourceServerId = newServer();
      for (const n of [1, 2]) await count(anEndedTrial({ sourceServerId, drillId: `d-${n}` }));
      const all = { from: null, to: null };
      const { cursor } = await history.trials(sourceServerId, all, 1);
      // then
      const refused = { status: 400, code: 'invalid-parameter' };
      await expect(history.trials(newServer(), all, 1, cursor ?? '')).rejects.toMatchObject(refused);
      await expect(history.trials(sourceServerId, { from: 1, to: null }, 1, cursor ?? '')).rejects.toMatchObject(
        refused,
      );
      const beyond = cursorOf(['trials', sourceServerId, 5, 9], [START, 'd-1']);
      await expect(history.trials(sourceServerId, { from: 5, to: 9 }, 1, beyond)).rejects.toMatchObject(refused);
      for (const strange of ['', 'x', 'MSBkLTE', `${cursor}A`]) {
        await expect(history.findings(1, strange)).rejects.toMatchObject(refused);
        await expect(history.regressions(1, strange)).rejects.toMatchObject(refused);
        await expect(history.servers(SITE, 1, strange)).rejects.toMatchObject(refused);
        await expect(history.statistics('day', all, 1, strange)).rejects.toMatchObject(refused);
      }
    });
  });

  function findings() {
    return allOf((cursor) => history.findings(2, cursor));
  }

  function regressions() {
    return allOf((cursor) => history.regressions(1, cursor));
  }

  async function count(trial: Ended<Trial>): Promise<Counted> {
    return history.countTrial(trial, changeOf(trial, await readOf(trial)));
  }

  async function readOf({ sourceServerId }: Trial) {
    const [statistic] = await history.loadStatistics([{ by: 'server', key: sourceServerId }]);
    if (statistic === undefined) throw new Error('no statistic was loaded');
    return { statistic, line: await history.loadServer(sourceServerId) };
  }

  async function statisticOf({ sourceServerId }: Trial) {
    return (await history.loadStatistics([{ by: 'server', key: sourceServerId }]))[0];
  }

  async function trialsOf({ sourceServerId }: Trial): Promise<Trial[]> {
    return (await history.trials(sourceServerId, { from: null, to: null }, 10)).items;
  }

  async function keepStatistic(key: Pick<Statistic, 'by' | 'key'>): Promise<void> {
    const [read] = await history.loadStatistics([key]);
    if (read === undefined) throw new Error('no statistic was loaded');
    await history.countDrill(newServer(), [{ read, value: withTrial(read.value, anEndedTrial(), true) }], NOTHING_USED);
  }
}

type Read = {
  statistic: { value: Statistic; version: number };
  line: { value: ServerLine | undefined; version: number };
};

function changeOf(trial: Ended<Trial>, { statistic, line }: Read) {
  return {
    statistic: { read: statistic, value: withTrial(statistic.value, trial, true) },
    line: { read: line, value: lineWithTrial(line.value, trial, true) },
  };
}

/** Every item, page by page, in as many pages as needed and one more. */
async function allOf<Item>(page: (cursor: string | undefined) => Promise<HistoryPage<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const next = await page(cursor);
    items.push(...next.items);
    cursor = next.cursor;
  }
  return items;
}

let servers = 0;

function newServer(): string {
  return `s-${String(++servers).padStart(17, '0')}`;
}

let days = 0;

/** In a century that no other test uses. */
function newDay(): string {
  return new Date(Date.UTC(2200, 0, ++days)).toISOString().slice(0, 10);
}

function twoTrials(): [Ended<Trial>, Ended<Trial>] {
  const sourceServerId = newServer();
  return [
    anEndedTrial({ sourceServerId, drillId: 'd-1' }),
    anEndedTrial({ sourceServerId, drillId: 'd-2', requestedAt: START + 1, endedAt: START + 8_000_000 }),
  ];
}

function anEndedTrial(overrides: Partial<Ended<Trial>> = {}): Ended<Trial> {
  return {
    ...aTrial(),
    sourceServerId: newServer(),
    endedAt: START + 7_200_000,
    outcome: 'PASSED',
    passed: true,
    result: 'LAUNCHED',
    verified: 'STATUS_CHECKS',
    gone: 'TERMINATED',
    recoveryTimeSeconds: 900,
    recoveryPointSeconds: 0,
    stages: { snapshot: 60, conversion: 300.5, launch: 120, boot: null, checks: 45.5 },
    instanceSeconds: 4000.25,
    hostname: 'web-1',
    inspectedAt: START + 1000,
    exists: true,
    ...overrides,
  };
}

function idsOf(trials: Trial[]): string[] {
  return trials.map(({ drillId }) => drillId);
}

function keysOf(statistics: Statistic[]): string[] {
  return statistics.map(({ key }) => key);
}
