import { beforeEach, describe, expect, test } from 'vitest';
import type { Drill } from '../../../src/drill/drill.ts';
import type { Schedule } from '../../../src/drill/schedules/schedule.ts';
import { aDrill, aSave, aSchedule, START, serverId } from '../../builders.ts';
import { type Given, givenPorts, through } from '../given.ts';
import { givenHistory } from '../history/given.ts';

const DAY = 86_400_000;

let now = START;
let given: Given;
beforeEach(() => {
  now = START;
  given = givenPorts({ clock: { now: () => now, pause: async () => undefined } });
  process.env['COVERAGE_DAYS_MAX'] = '0';
});

const reconcile = () => through('reconcile', {});

describe('copies of schedules', () => {
  test('that are missing or differ are made again, and those of no schedule are removed', async () => {
    await keep(aSchedule({}, 'missing'));
    await keep(aSchedule({}, 'older'));
    given.copies.set('older', { schedule: { ...aSchedule({}, 'older'), generation: 1 }, startAt: null });
    given.copies.set('deleted', { schedule: aSchedule({}, 'deleted'), startAt: null });
    await reconcile();
    expect([...given.copies].map(([name, { schedule }]) => [name, schedule.generation]).sort()).toEqual([
      ['missing', START],
      ['older', START],
    ]);
    await reconcile();
    expect(given.logged).toEqual(['copies of schedules were mended']);
  });

  test('of a schedule that fires no more are left alone', async () => {
    await keep(aSchedule({ endAt: START }));
    await reconcile();
    expect(given.copies.size).toBe(0);
  });

  test('keep the start of a rate', async () => {
    await keep(aSchedule({ expression: 'rate(1 day)' }));
    now = START + 1.5 * DAY;
    await reconcile();
    expect(given.copies.get('nightly')?.startAt).toBe(START + 2 * DAY);
  });
});

describe('a schedule that ends soon', () => {
  test('is announced once, 30 days before', async () => {
    await keep(aSchedule({ endAt: START + 31 * DAY }));
    await reconcile();
    expect(given.published).toEqual([]);
    now = START + 2 * DAY;
    await reconcile();
    await reconcile();
    expect(given.published).toMatchObject([
      { type: 'Drill Schedule Ends', detail: { schedule: 'nightly', days: 29, renewer: 'ada' } },
    ]);
    expect(given.noticed).toHaveLength(1);
  });

  test('is not announced while it is disabled', async () => {
    await keep(aSchedule({ endAt: START + DAY, enabled: false }));
    await reconcile();
    expect(given.published).toEqual([]);
  });
});

describe('a scheduled dry run', () => {
  const LAG = { check: 'lag', sourceServerId: serverId(1), message: 'It lags.' };

  test('that was rejected is announced each night, but people are notified only of a change', async () => {
    for (const [night, checks] of [[LAG], [LAG], [], []].entries()) {
      await dryRun(night, checks);
      await reconcile();
      await reconcile();
    }
    expect(given.published.map(({ type, detail }) => [type, detail['changed'], detail['ready']])).toEqual([
      ['Drill Not Ready', true, false],
      ['Drill Not Ready', false, false],
      ['Drill Not Ready', true, true],
    ]);
    expect(given.noticed).toEqual([expect.stringContaining('NOT READY'), expect.stringContaining('is READY again')]);
  });

  test('that is still open, and a drill that is no dry run, are not judged', async () => {
    await dryRun(0, [], { phase: 'VALIDATING', outcome: undefined });
    await reconcile();
    await dryRun(1, [LAG], { terms: { ...aDrill().terms } });
    await reconcile();
    expect(given.published).toEqual([]);
  });
});

describe('servers that are overdue', () => {
  test('are announced once since their last proof, and only where the deployment wants it', async () => {
    await givenHistory(given);
    now = START + 400 * DAY;
    await reconcile();
    expect(given.published.filter(({ type }) => type === 'Drill Overdue')).toEqual([]);
    process.env['COVERAGE_DAYS_MAX'] = '90';
    await reconcile();
    await reconcile();
    const said = given.published.filter(({ type }) => type === 'Drill Overdue');
    expect(said).toMatchObject([{ detail: { coverageDaysMax: 90, sourceServerIds: expect.any(Array) } }]);
    expect(Object.keys(said[0]?.detail['sourceServerIds'] ?? {}).length).toBeGreaterThan(1);
  });
});

async function keep(schedule: Schedule): Promise<void> {
  const { version } = await given.table.ports.planSchedules.load(schedule.name);
  await given.table.ports.planSchedules.save(schedule, version);
}

/** A night's dry run has ended, and failed these checks. */
async function dryRun(night: number, failedChecks: Drill['failedChecks'], more: object = {}): Promise<void> {
  const drillId = `d-${String(night).padStart(24, '0')}`;
  const terms = { ...aDrill().terms, dryRun: true as const };
  const outcome = failedChecks.length === 0 ? ('READY' as const) : ('REJECTED' as const);
  const drill = aDrill({ drillId, phase: 'ENDED', outcome, cleanup: 'NOT_NEEDED', terms, failedChecks, ...more });
  await given.table.ports.drills.save(aSave(drill));
  const { value = aSchedule() } = await given.table.ports.planSchedules.load('nightly');
  await keep({ ...value, lastRun: { scheduledAt: START + night * DAY, drillId } });
}
