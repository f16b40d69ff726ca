import { createDrs } from '../src/aws/drs.ts';
import { createEc2 } from '../src/aws/ec2.ts';
import { createQuotas } from '../src/aws/quotas.ts';
import { createSchedules } from '../src/aws/schedules.ts';
import { DAY_SECONDS, SECOND_MS } from '../src/drill/bounds.ts';
import { advance } from '../src/flow/advance.ts';
import { guardSite } from '../src/flow/guard.ts';
import type { Ports, Save } from '../src/flow/ports.ts';
import { sweep } from '../src/flow/sweep.ts';
import { lineListed } from '../src/history/coverage.ts';
import { createDice } from '../src/simulator/aws/dice.ts';
import { DRILL_NETWORK } from '../src/simulator/aws/drs/sourceServers.ts';
import { everySecondsOf } from '../src/simulator/lambda/deployedSettings.ts';
import { createMemoryTable } from '../src/simulator/memory/memoryTable.ts';
import { DEFAULT_LIMITS, plainTerms } from '../src/simulator/seeded/scenarios/scenarios.ts';
import { BEGINNING, OWNER } from '../src/simulator/seeded/seededState.ts';
import type { Counts } from './counts.ts';
import { type Meter, meteredTable } from './meteredTable.ts';
import { NO_CHECKS } from './noChecks.ts';
import { deliverTo } from './oursEndpoints.ts';
import { createStreams, type Streams } from './oursStreams.ts';
import { recordHint, recordSave } from './recording.ts';
import type { Shape } from './shape.ts';
import { type BenchWorld, createBenchWorld, type Running, runLambda, runWorld, type Task } from './world.ts';

/** The product in a bench world: its own flow and adapters, and the table in memory. */
export interface Ours {
  world: BenchWorld;
  table: ReturnType<typeof createMemoryTable>;
  meter: Meter;
  streams: Streams;
  onSave(save: Save): void;
  /** Runs one of its functions with its own ports. */
  runs(name: string, work: (ports: Ports, on: Running) => Promise<void>, counts?: Counts): void;
}

/** The targets of schedules. */
export const TARGET_ARNS = {
  wake: 'arn:aws:lambda:us-east-1:111122223333:function:wake',
  hardStop: 'arn:aws:lambda:us-east-1:111122223333:function:hardStop',
};

/** Contestant "ours": the product as serverless.yml wires it. `onSave` is called after every successful save. */
export async function runOurs(
  shape: Shape,
  seed: number,
  eventsLost: number,
  onSave: (save: Save) => void = () => undefined,
): Promise<BenchWorld> {
  const world: BenchWorld = createBenchWorld(shape, seed, eventsLost, (delivery) => deliverTo(ours, delivery));
  const ours = deploy(world, onSave);
  await recordHistory(ours, seed);
  for (const task of world.drills) world.tasks.at(task.startAt, () => request(ours, task));
  every(world, everySecondsOf('sweep'), () =>
    ours.runs('sweep', (ports) => sweep(ports).then(() => undefined), world.clockwork),
  );
  every(world, everySecondsOf('guardSweep'), () => {
    const sites = new Map(world.drills.map(({ site }) => [site.accountId, site]));
    const look = async (ports: Ports) => {
      await Promise.all([...sites.values()].map((site) => guardSite(ports, site)));
    };
    ours.runs('guardSweep', look, world.clockwork);
  });
  await runWorld(world);
  return world;
}

function deploy(world: BenchWorld, onSave: (save: Save) => void): Ours {
  const { tasks } = world;
  const table = createMemoryTable({ now: tasks.now, owner: OWNER, onChange: (change) => ours.streams.changed(change) });
  const meter: Meter = { drills: new Map(), sites: new Map() };
  const ours: Ours = {
    world,
    table,
    meter,
    streams: createStreams(() => ours),
    onSave,
    runs: (name, work, counts = world.counts) =>
      runLambda(world, name, counts, (on) => work(portsOf(ours, on, counts), on)),
  };
  return ours;
}

/** Gives every server an earlier drill: the bench does not measure the first day of a deployment. */
async function recordHistory({ table, world }: Ours, seed: number): Promise<void> {
  const dice = createDice(seed ^ 0x5eed);
  const { launchSeconds, terminateSeconds } = world.shape;
  for (const { site, waves } of world.drills) {
    for (const sourceServer of waves.flat()) {
      const pastDurations = {
        launchSeconds: dice.between(...launchSeconds),
        terminationSeconds: dice.between(...terminateSeconds),
      };
      const listed = lineListed(undefined, { sourceServerId: sourceServer, site, hostname: null }, BEGINNING - WEEK_MS);
      const line = {
        ...listed,
        drills: 1,
        pastDurations: { drillId: 'd-before', endedAt: BEGINNING - WEEK_MS, ...pastDurations },
      };
      await table.ports.history.saveServer({ read: { value: undefined, version: 0 }, value: line });
    }
  }
}

const WEEK_MS = 7 * DAY_SECONDS * SECOND_MS;

/** POST /v1/drills, behind the HTTP API. */
function request(ours: Ours, { drillId, site, waves }: Task): void {
  const { counts, shape } = ours.world;
  counts.httpRequests += 1;
  ours.runs('startDrill', async (ports) => {
    await advance(ports, drillId, {
      type: 'Requested',
      at: ports.clock.now(),
      drillId,
      owner: OWNER,
      request: { site, waves, terms: { ...plainTerms(), holdSeconds: shape.holdSeconds } },
      requestedBy: 'operator',
      requestHash: drillId,
      limits: LIMITS,
    });
  });
}

/**
 * Twenty concurrent drills need the full DRS quota, because a drill keeps its place until it ends. The rest is as
 * deployed.
 */
const LIMITS = {
  ...DEFAULT_LIMITS,
  jobsMax: 20,
  drillNetworks: { subnetIds: [DRILL_NETWORK.subnetId], securityGroupIds: [DRILL_NETWORK.securityGroupId] },
};

function portsOf(ours: Ours, on: Running, counts: Counts): Ports {
  const { world, table, meter } = ours;
  const { dice } = world;
  const store = meteredTable(table.ports, meter, counts, on);
  const clock = { now: on.now, pause: (milliseconds: number) => on.sleeps(milliseconds / SECOND_MS) };
  const schedules = createSchedules({
    client: on.clients({ accountId: '111122223333', region: 'us-east-1' }).scheduler,
    clock,
    group: 'default',
    roleArn: 'arn:aws:iam::111122223333:role/scheduler',
    targetArns: TARGET_ARNS,
    deadLetterArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
  });
  const drsFor = (site: Parameters<typeof on.clients>[0]) => on.clients(site).drs;
  return {
    ...store,
    ...NO_CHECKS,
    clock,
    ids: { next: () => dice.alphanumeric(24).toLowerCase(), random: () => dice.roll() },
    drills: { ...store.drills, save: (save) => saved(ours, store, save) },
    inbox: { ...store.inbox, put: (...entry) => events(ours, store, entry) },
    drs: createDrs({ clientFor: drsFor, actingClientFor: drsFor }),
    ec2: createEc2({ clientFor: (site) => on.clients(site).ec2 }),
    quotas: createQuotas({ clientFor: (site) => on.clients(site).quotas }),
    schedules,
    queue: {
      send: async (message, seconds) => {
        await on.takes('send');
        ours.streams.queued(message, seconds);
      },
    },
    worlds: { drilled: () => 'SIMULATED', home: () => 'SIMULATED' },
    log: { info: () => undefined, error: () => undefined },
  };
}

/** A save counts from the moment it is in the table. The journal then goes through the stream. */
async function saved(
  { world, streams, onSave }: Ours,
  store: Pick<Ports, 'drills'>,
  save: Save,
): ReturnType<Ports['drills']['save']> {
  const { drillId } = save.drill;
  const answer = await store.drills.save(save);
  if (answer.result === 'SAVED') {
    onSave(save);
    const recorded = world.records.get(drillId);
    if (recorded !== undefined) recordSave(recorded, save, world.tasks.now());
    streams.journalled({ drillId, seq: save.entry.seq });
  }
  return answer;
}

/** GET /v1/drills/{drillId} shows what an event reported as soon as it is in the inbox. */
async function events(
  { world }: Ours,
  { inbox }: Pick<Ports, 'inbox'>,
  entry: Parameters<Ports['inbox']['put']>,
): Promise<void> {
  const [drillId, , , input] = entry;
  await inbox.put(...entry);
  const recorded = world.records.get(drillId);
  if (recorded !== undefined) recordHint(recorded, input, world.tasks.now());
}

function every({ tasks }: BenchWorld, seconds: number, act: () => void): void {
  const step = seconds * SECOND_MS;
  const again = (at: number): void =>
    tasks.at(at, () => {
      act();
      again(at + step);
    });
  again(BEGINNING + step);
}
