import { describe, expect, test } from 'vitest';
import { objectivesOf, recoveryPoint, recoveryTime } from '../../src/drill/clocks.ts';
import type { Drill, Phase } from '../../src/drill/drill.ts';
import { sweep } from '../../src/flow/sweep.ts';
import { type EndedDrill, endedDrill } from '../../src/history/endedDrill.ts';
import type { Trial } from '../../src/history/trials.ts';
import type { Site } from '../../src/simulator/aws/state.ts';
import { wrongBounds } from '../../src/simulator/seeded/promises/boundPromises.ts';
import {
  DRILL_ID,
  type FlowWorld,
  MINUTE,
  OTHER_DRILL_ID,
  openWorld,
  passTime,
  record,
  request,
  runUntilQuiet,
  untilPhase,
} from './given.ts';

const SERVERS = [
  { launchSeconds: 500, bootSeconds: 100 },
  { launchSeconds: 560, bootSeconds: 200 },
  { launchSeconds: 520, bootSeconds: 130 },
];
/** Every server meets the first one; some or none of them meet the others. */
const OBJECTIVES = [3600, 900, 700, 60];
const OUTAGE_MINUTES = 20;
/** A job that begins at another time does not take the same time to the millisecond. */
const RANDOM_SECONDS = 2;

/** When the product goes down, and since when its drill has been in its state. */
type Moment = [name: string, reached: (world: FlowWorld) => Promise<unknown>];

const MOMENTS: Moment[] = [
  ['validating', (world) => until(world, 'VALIDATING')],
  ['queueing', (world) => until(world, 'REQUESTED')],
  ['launching its first wave', (world) => launched(world, 1)],
  ['launching its second wave', (world) => launched(world, 2)],
  ['verifying', (world) => untilPhase(world, 'VERIFYING')],
  ['holding', (world) => untilPhase(world, 'HOLDING')],
  ['holding, some minutes before the end', (world) => nearEnd(world)],
  ['terminating', (world) => untilPhase(world, 'TERMINATING')],
  ['proving', (world) => accepted(world)],
];

describe.each(MOMENTS)('the product is down for twenty minutes while its drill is %s', (name, reached) => {
  test.each(['late', 'lost'])(
    'and everything that AWS sends meanwhile is %s: no figure becomes wrong, only less precise',
    async (events) => {
      // given
      const calm = await reported(name);
      // when
      const disturbed = await reported(name, reached, events === 'lost');
      // then
      expect(disturbed.wrong).toEqual([]);
      expect([disturbed.drill.outcome, disturbed.drill.cleanup]).toEqual([calm.drill.outcome, calm.drill.cleanup]);
      expect(disturbed.ended.trials.map(withoutTimes)).toEqual(calm.ended.trials.map(withoutTimes));
      for (const [id, truth] of Object.entries(calm.truths)) {
        const { seconds, atLeastSeconds } = recoveryTime(disturbed.drill, id);
        expect(atLeastSeconds, id).toBeLessThanOrEqual(truth + RANDOM_SECONDS);
        expect(seconds, id).toBeGreaterThanOrEqual(truth - RANDOM_SECONDS);
        expect(recoveryPoint(disturbed.drill, id).seconds).toBe(recoveryPoint(calm.drill, id).seconds);
      }
      for (const seconds of OBJECTIVES) {
        const [before, after] = [calm, disturbed].map(({ drill }) => verdict(drill, seconds));
        expect(after === before || after === 'UNDECIDED', `${seconds} s: ${before}, then ${after}`).toBe(true);
      }
      expect(disturbed.up).toEqual([]);
    },
    60_000,
  );
});

test('the outage was real: it makes a recovery time imprecise, and an objective undecided', async () => {
  const [calm, disturbed] = [await reported('x'), await reported('x', (world) => untilPhase(world, 'VERIFYING'))];
  const width = ({ ended }: Report) => (ended.recoveryTimeSeconds ?? 0) - (ended.recoveryTimeAtLeastSeconds ?? 0);
  expect(width(calm)).toBeLessThan(3 * 60);
  expect(width(disturbed)).toBeGreaterThan(15 * 60);
  expect([verdict(calm.drill, 900), verdict(disturbed.drill, 900)]).toEqual(['MET', 'UNDECIDED']);
});

interface Report {
  drill: Drill;
  ended: EndedDrill;
  /** How long each server took, according to the world. */
  truths: Record<string, number>;
  wrong: string[];
  /** Trials whose instance was not up for the reported time. */
  up: Trial[];
}

/** A drill of two waves, from beginning to end, with an outage once it has reached a point. */
async function reported(name: string, reached?: Moment[1], isLost = false): Promise<Report> {
  const world = openWorld([...SERVERS, {}]);
  const [a = '', b = '', c = '', other = ''] = world.servers;
  const limits = { jobsMax: 1 };
  if (name === 'queueing') {
    await request(world, { drillId: OTHER_DRILL_ID, waves: [[other]], limits, terms: { holdSeconds: 60 } });
    await passTime(world, 60);
  }
  await request(world, { waves: [[a, b], [c]], limits, terms: { holdSeconds: 1800, startWithinSeconds: 7200 } });
  if (reached !== undefined) {
    await reached(world);
    await outage(world, isLost);
  }
  for (let minutes = 0; minutes < 600 && record(world).phase !== 'ENDED'; minutes++) {
    await passTime(world, 60);
    await sweep(world.ports);
  }
  return reportedBy(world);
}

/** The product is down; AWS continues. */
async function outage(world: FlowWorld, isLost: boolean): Promise<void> {
  world.aws.advance(world.aws.now() + OUTAGE_MINUTES * MINUTE);
  // A schedule is retried until it is delivered; an event may be lost.
  if (isLost)
    world.delivered.splice(0, world.delivered.length, ...world.delivered.filter((one) => one.kind === 'schedule'));
  await runUntilQuiet(world);
}

function reportedBy(world: FlowWorld): Report {
  const drill = record(world);
  const entries = world.table.entriesOf(DRILL_ID);
  const site = Object.values(world.aws.state().sites)[0];
  if (site === undefined) throw new Error('the world has no site');
  const ended = endedDrill(drill, entries, 'SIMULATED');
  const truths = Object.fromEntries(
    ended.trials.map(({ sourceServerId, jobId, instanceId }) => {
      const { bootSeconds, states } = site.instances[instanceId ?? ''] ?? { bootSeconds: Number.NaN, states: [] };
      const ran = states.find(([, state]) => state === 'running')?.[0] ?? Number.NaN;
      const worked = Math.max(ran + bootSeconds * 1000, launchEnd(site, jobId, sourceServerId));
      return [sourceServerId, (worked - (site.jobs[jobId ?? '']?.createdAt ?? Number.NaN)) / 1000];
    }),
  );
  const up = ended.trials.filter((trial) => {
    const seconds = upSeconds(trial, site);
    return !(
      seconds >= (trial.instanceSecondsAtLeast ?? Number.NaN) && seconds <= (trial.instanceSeconds ?? Number.NaN)
    );
  });
  return { drill, ended, truths, wrong: wrongBounds(drill, entries, site), up };
}

/** From LAUNCH_END until EC2 reported it as terminated. */
function upSeconds({ jobId, instanceId, sourceServerId }: Trial, site: Site): number {
  const states = site.instances[instanceId ?? '']?.states ?? [];
  const gone = states.find(([, state]) => state === 'terminated')?.[0] ?? Number.NaN;
  return (gone - launchEnd(site, jobId, sourceServerId)) / 1000;
}

function launchEnd({ jobs }: Site, jobId: string | null, sourceServerId: string): number {
  const line = jobs[jobId ?? '']?.log.find(
    ({ event, data }) => event === 'LAUNCH_END' && data['sourceServerID'] === sourceServerId,
  );
  return line?.at ?? Number.NaN;
}

function withoutTimes(trial: Trial) {
  const { sourceServerId, passed, stopped, result, verified, verificationFailed, error, gone, recoveryPointSeconds } =
    trial;
  return { sourceServerId, passed, stopped, result, verified, verificationFailed, error, gone, recoveryPointSeconds };
}

function verdict(drill: Drill, recoveryTimeSeconds: number): string | undefined {
  return objectivesOf({ ...drill, terms: { ...drill.terms, objectives: { recoveryTimeSeconds } } })?.verdict;
}

async function until(world: FlowWorld, phase: Phase): Promise<void> {
  expect(record(world).phase).toBe(phase);
}

async function launched(world: FlowWorld, jobs: number): Promise<void> {
  const count = () => world.aws.history.launches.filter(({ tags }) => tags['DrillId'] === DRILL_ID).length;
  for (let tries = 0; tries < 200 && count() < jobs; tries++) await passTime(world, 10);
  expect(count()).toBe(jobs);
}

async function nearEnd(world: FlowWorld): Promise<void> {
  const { holdUntil = 0 } = await untilPhase(world, 'HOLDING');
  await passTime(world, (holdUntil - world.aws.now()) / 1000 - 120);
}

async function accepted(world: FlowWorld): Promise<void> {
  await untilPhase(world, 'TERMINATING');
  for (let tries = 0; tries < 60 && world.aws.history.terminations.length === 0; tries++) await passTime(world, 1);
  await runUntilQuiet(world);
  expect(Object.values(record(world).servers).every(({ terminationAt }) => terminationAt !== undefined)).toBe(true);
}
