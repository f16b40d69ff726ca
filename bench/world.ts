import { SECOND_MS } from '../src/drill/bounds.ts';
import type { Instant, Site } from '../src/drill/drill.ts';
import type { Delivery } from '../src/simulator/aws/contract.ts';
import { createDice, type Dice } from '../src/simulator/aws/dice.ts';
import type { ServerOptions } from '../src/simulator/aws/drs/sourceServers.ts';
import { createClients } from '../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../src/simulator/aws/simulatedAws.ts';
import { createTasks, type Tasks } from '../src/simulator/seeded/coroutines.ts';
import { BEGINNING } from '../src/simulator/seeded/seededState.ts';
import { type Counts, noCounts, tally } from './counts.ts';
import { drawMilliseconds, type LatencyName } from './latency.ts';
import { isLost, type SeenEvent } from './lostEvents.ts';
import type { Shape } from './shape.ts';

/** One drill for a contestant: its servers and its start. */
export interface Task {
  drillId: string;
  site: Site;
  waves: string[][];
  startAt: Instant;
}

/** Simulated AWS with servers to drill, in virtual time. The same seed makes the same servers for every contestant. */
export interface BenchWorld {
  shape: Shape;
  aws: OtherWorld;
  tasks: Tasks;
  dice: Dice;
  drills: Task[];
  /** The usage of the drills, and that of the scheduled functions of a deployment. */
  counts: Counts;
  clockwork: Counts;
  /** When an event left AWS, by subject, and whether it was lost. */
  events: Map<string, SeenEvent>;
  records: Map<string, Recorded>;
}

/** When a contestant's record first said something, by server, and when the contestant acted. */
export interface Recorded {
  launched: Map<string, Instant>;
  /** For contestants that do not rely on events alone: when a look confirmed it. */
  confirmed: Map<string, Instant>;
  completedJob: Map<string, Instant>;
  gone: Map<string, Instant>;
  holdEndsAt?: Instant;
  terminateAt?: Instant;
  endedAt?: Instant;
  outcome?: string;
}

/** The number of concurrent drills per site, such that no quota is exceeded (DRS: 20 concurrent jobs). */
const DRILLS_PER_SITE = 20;
/** A drill of the bench takes some 90 minutes. */
const APART_SECONDS = 300;
const HOURS_MAX = 24;
/** Hard stops fire long after a drill has ended. */
const AFTERWARDS_SECONDS = 3600;

/** Builds the world. `deliver` receives what AWS emits. */
export function createBenchWorld(
  shape: Shape,
  seed: number,
  eventsLost: number,
  deliver: (delivery: Delivery) => void,
): BenchWorld {
  const dice = createDice(seed ^ 0x0be9c4);
  const events = new Map<string, SeenEvent>();
  const aws = createOtherWorld({
    seed,
    now: BEGINNING,
    busMilliseconds: [0, 0],
    deliver: (delivery) => {
      if (delivery.kind !== 'event' || !isLost(events, delivery, seed, eventsLost)) deliver(delivery);
    },
  });
  const tasks = createTasks({ now: BEGINNING, latencyMs: () => 0, dies: () => false });
  const drills = planDrills(shape, aws, createDice(seed));
  const records = new Map(drills.map(({ drillId }) => [drillId, nothingRecorded()]));
  return { shape, aws, tasks, dice, drills, counts: noCounts(), clockwork: noCounts(), events, records };
}

/** Runs until every drill has ended, including follow-up work. */
export async function runWorld({ tasks, aws, records }: BenchWorld): Promise<void> {
  const open = [...records.values()];
  let last = 0;
  await tasks.runUntil(BEGINNING + HOURS_MAX * 3600 * SECOND_MS, aws, () => {
    for (let end = open.at(-1)?.endedAt; end !== undefined; end = open.at(-1)?.endedAt) {
      last = Math.max(last, end);
      open.pop();
    }
    return open.length === 0 && tasks.now() > last + AFTERWARDS_SECONDS * SECOND_MS;
  });
  if (open.length > 0) throw new Error(`${open.length} drills or more have not ended within ${HOURS_MAX} hours`);
}

/** A program that runs in virtual time and is billed for it. */
export interface Running {
  now(): Instant;
  takes(what: LatencyName): Promise<void>;
  sleeps(seconds: number): Promise<void>;
  /** The SDK clients of a site. Every call takes time and is counted. */
  clients(site: Site): ReturnType<typeof createClients>;
}

/** Runs a Lambda function, billed to these counts. An error ends the bench. */
export function runLambda(world: BenchWorld, name: string, counts: Counts, work: (on: Running) => Promise<void>): void {
  const begun = world.tasks.now();
  tally(counts.runs, name);
  const billed = async (on: Running) => {
    await on.takes('lambda');
    await work(on);
    counts.lambdaMilliseconds += world.tasks.now() - begun;
  };
  run(world, name, counts, billed, LAMBDA_TIMEOUT_SECONDS);
}

const LAMBDA_TIMEOUT_SECONDS = 300;

/** Runs a program that is not billed. */
export function run(
  world: BenchWorld,
  name: string,
  counts: Counts,
  work: (on: Running) => Promise<void>,
  timeoutSeconds = HOURS_MAX * 3600,
): void {
  world.tasks.invoke(world.tasks.now(), {
    name,
    timeoutSeconds,
    work: ({ pause }) => work(runningIn(world, counts, pause)),
    onEnd: (failure) => {
      if (failure !== undefined) throw new Error(`${name} failed: ${failure}`);
    },
  });
}

function runningIn(world: BenchWorld, counts: Counts, pause: (milliseconds: number) => Promise<void>): Running {
  const { aws, dice, tasks } = world;
  const takes = (what: LatencyName) => pause(drawMilliseconds(what, dice));
  const counted: OtherWorld = {
    ...aws,
    call: (service, operation, input, caller, more) => {
      tally(counts.calls, `${service}:${operation}`);
      return aws.call(service, operation, input, caller, more);
    },
  };
  return {
    now: tasks.now,
    takes,
    sleeps: (seconds) => pause(seconds * SECOND_MS),
    clients: (site) => {
      const clients = createClients(counted, site);
      for (const client of Object.values(clients)) {
        const { send } = client;
        client.send = async (command) => {
          const answer = await send(command);
          await takes('aws');
          return answer;
        };
      }
      return clients;
    },
  };
}

function planDrills(shape: Shape, aws: OtherWorld, dice: Dice): Task[] {
  return Array.from({ length: shape.drills }, (_, index) => {
    const place = Math.floor(index / DRILLS_PER_SITE);
    const site = { accountId: String(111122220000 + place), region: 'us-east-1' };
    const servers = Array.from({ length: shape.servers }, () => serverOf(shape, dice));
    const ids = aws.addServers(site, servers);
    const size = Math.ceil(ids.length / shape.waves);
    const waves = Array.from({ length: shape.waves }, (_wave, wave) => ids.slice(wave * size, (wave + 1) * size));
    const seconds = (index % DRILLS_PER_SITE) * APART_SECONDS + dice.between(0, shape.drills === 1 ? 0 : 59);
    const drillId = `d-${String(index).padStart(24, '0')}`;
    return { drillId, site, waves, startAt: BEGINNING + seconds * SECOND_MS };
  });
}

function serverOf({ launchSeconds, terminateSeconds }: Shape, dice: Dice): ServerOptions {
  return { launchSeconds: dice.between(...launchSeconds), terminateSeconds: dice.between(...terminateSeconds) };
}

function nothingRecorded(): Recorded {
  return { launched: new Map(), confirmed: new Map(), completedJob: new Map(), gone: new Map() };
}
