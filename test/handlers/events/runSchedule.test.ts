import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { DueRun } from '../../../src/drill/schedules/refusedRun.ts';
import { type Schedule, type ScheduleTerms, withTerms } from '../../../src/drill/schedules/schedule.ts';
import { aSchedule, START } from '../../builders.ts';
import { type Given, givenPlan, givenPorts, through } from '../given.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let now = START;
let given: Given;
beforeEach(async () => {
  given = await begin();
});

describe('a scheduled run', () => {
  test('starts the pinned version of the plan with the overrides, for the schedule', async () => {
    const schedule = await keep({ overrides: { holdSeconds: 60, tags: { Night: 'yes' } }, dryRun: true });
    await deliver(due(schedule, START));
    expect(given.table.drills()).toMatchObject([
      {
        requestedBy: 'schedule/nightly',
        plan: { name: 'web-shop', version: 1 },
        schedule: { name: 'nightly', scheduledAt: START },
        terms: { holdSeconds: 60, tags: { Night: 'yes' }, dryRun: true, reason: 'quarterly rehearsal' },
      },
    ]);
    expect((await kept())?.lastRun).toEqual({ scheduledAt: START, drillId: given.table.drills()[0]?.drillId });
  });

  test('that is delivered a moment before its time waits for it', async () => {
    const schedule = await keep();
    await deliver(due(schedule, START + 3000));
    expect([now, given.table.drills()]).toMatchObject([START + 3000, [{ schedule: { scheduledAt: START + 3000 } }]]);
  });

  test.each<[string, Partial<ScheduleTerms>]>([
    ['disabled', { enabled: false }],
    ['past its end', { endAt: START }],
  ])('of a schedule that is %s makes no drill and bothers nobody', async (_what, terms) => {
    const schedule = await keep(terms);
    await deliver(due(schedule, START));
    expect([given.table.drills(), given.published]).toEqual([[], []]);
  });

  test('whose waivers have expired makes no drill, and people learn whose they were', async () => {
    const waivers = [{ check: 'lag', reason: 'old link' }];
    const schedule = await keep({ overrides: { waivers }, waiversUntil: START });
    await deliver(due(schedule, START));
    expect(given.table.drills()).toEqual([]);
    const why = expect.stringContaining('by ada');
    expect(given.published).toMatchObject([
      { type: 'Drill Refused', detail: { code: 'waivers-expired', requestedBy: 'schedule/nightly', why } },
    ]);
    expect(given.noticed).toHaveLength(1);
  });

  test('of a deleted plan makes no drill, and people learn why', async () => {
    const schedule = await keep();
    await given.table.ports.plans.delete('web-shop', 1);
    await deliver(due(schedule, START));
    expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'unknown-plan' } }]);
  });

  test('that nobody can read is dropped', async () => {
    await keep();
    await through('runSchedule', { name: 'nightly', generation: 'newest' });
    expect([given.table.drills(), given.logged.at(-1)]).toEqual([
      [],
      'a scheduled run could not be read and was dropped',
    ]);
  });
});

describe('a run while the drill of an earlier run is open', () => {
  test('is rejected; the second one in a row raises an event that names the open drill, the third does not', async () => {
    const schedule = await keep();
    for (const day of [0, 1, 2, 3]) {
      now = START + day * DAY;
      await deliver(due(schedule, now));
    }
    const [open, ...rejected] = given.table.drills();
    expect(rejected.map(({ failedChecks }) => failedChecks[0]?.check)).toEqual(Array(3).fill('schedule-overlap'));
    expect(given.published).toMatchObject([
      { type: 'Drill Schedule Blocked', detail: { schedule: 'nightly', blockedBy: open?.drillId } },
    ]);
    expect(given.noticed).toEqual([expect.stringContaining(`met its open drill ${open?.drillId}`)]);
  });

  test('counts from the start again after one that was not', async () => {
    const schedule = await keep({}, { overlaps: [START - DAY] });
    await deliver(due(schedule, START));
    expect((await kept())?.overlaps).toEqual([]);
  });
});

describe('whatever is delivered, doubled, late or at once, while people change the schedule', () => {
  const times = fc.nat(3).map((hours) => START + hours * HOUR);
  const acts = fc.oneof(
    fc.record({ act: fc.constant('deliver' as const), times: fc.array(times, { minLength: 1, maxLength: 4 }) }),
    fc.record({ act: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: HOUR }) }),
    fc.record({ act: fc.constantFrom('change' as const, 'disable' as const, 'delete' as const) }),
  );

  test('a scheduled time makes at most one drill', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 1, maxLength: 25 }), async (story) => {
        given = await begin();
        const generations: number[] = [(await keep()).generation];
        for (const one of story) {
          if (one.act === 'pass') now += one.ms;
          if (one.act === 'change') generations.push((await keep()).generation);
          if (one.act === 'disable') generations.push((await keep({ enabled: false })).generation);
          if (one.act === 'delete') await remove();
          if (one.act !== 'deliver') continue;
          // Every generation that ever was may still have deliveries on their way.
          const runs = one.times.flatMap((scheduledAt) =>
            generations.slice(-3).map((generation) => ({ name: 'nightly', generation, scheduledAt })),
          );
          await Promise.all([...runs, ...runs].map((run) => through('runSchedule', payload(run))));
        }
        const made = given.table.drills().map(({ schedule }) => schedule?.scheduledAt);
        expect(made).toEqual([...new Set(made)]);
      }),
      { numRuns: Number(process.env['SCHEDULE_RUNS'] ?? 150) },
    );
  }, 120_000);
});

/** A moment before the first time, because the moment at which a schedule is stored belongs to what was before. */
async function begin(): Promise<Given> {
  now = START - 1;
  const pause = async (ms: number) => {
    now += ms;
  };
  const opened = givenPorts({ clock: { now: () => now, pause } });
  await givenPlan();
  return opened;
}

/** Stores the schedule as it is after a person has set these terms. */
async function keep(terms: Partial<ScheduleTerms> = {}, noted: Partial<Schedule> = {}): Promise<Schedule> {
  const { planSchedules } = given.table.ports;
  const { value, version } = await planSchedules.load('nightly');
  const wanted = { ...aSchedule().terms, planVersion: 1, ...terms };
  const schedule = { ...withTerms(value, 'nightly', wanted, { by: 'ada', at: now }), ...noted };
  await planSchedules.save(schedule, version);
  return schedule;
}

async function remove(): Promise<void> {
  const { planSchedules } = given.table.ports;
  await planSchedules.delete('nightly', (await planSchedules.load('nightly')).version);
}

async function kept(): Promise<Schedule | undefined> {
  return (await given.table.ports.planSchedules.load('nightly')).value;
}

function due({ name, generation }: Schedule, scheduledAt: number): DueRun {
  return { name, generation, scheduledAt };
}

function deliver(run: DueRun) {
  return through('runSchedule', payload(run));
}

/** As Scheduler delivers it. */
function payload({ scheduledAt, ...run }: DueRun) {
  return { ...run, scheduledAt: new Date(scheduledAt).toISOString() };
}
