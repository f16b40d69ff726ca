import { createDrs } from '../aws/drs.ts';
import { createEc2 } from '../aws/ec2.ts';
import { createSchedules } from '../aws/schedules.ts';
import { HOUR_SECONDS, SECOND_MS } from '../drill/bounds.ts';
import type { Drill, Instant, Site } from '../drill/drill.ts';
import type { Input } from '../drill/inputs.ts';
import { advance } from '../flow/advance.ts';
import { guardDrill, guardSite } from '../flow/guard.ts';
import { perform } from '../flow/perform.ts';
import type { Ports } from '../flow/ports.ts';
import { sweep } from '../flow/sweep.ts';
import { Refused } from '../flow/wrong.ts';
import type { StreamChange } from '../store/streamRecords.ts';
import { AwsFault, type Delivery } from './aws.ts';
import { createClients } from './clients.ts';
import { createDice, type Dice } from './dice.ts';
import { createOtherWorld, type OtherWorld } from './otherWorld.ts';
import { checkPromises } from './promises.ts';
import type { PlannedDrill, Scenario } from './scenarios.ts';
import { createMemoryTable, type MemoryTable } from './table.ts';
import { createTasks, type Invocation, type Tasks } from './tasks.ts';

export const OWNER = '111122223333/us-east-1/simulated/0';
export const SITE: Site = { accountId: '111122223333', region: 'us-east-1' };

/** How a run of a seeded world went. */
export interface Ran {
  seed: number;
  violations: string[];
  drills: Drill[];
  endedAt: Instant;
  calls: Record<string, number>;
  callsOf: Record<string, Record<string, number>>;
  trace: string[];
}

interface World {
  dice: Dice;
  aws: OtherWorld;
  table: MemoryTable;
  tasks: Tasks;
  scenario: Scenario;
  trace: string[];
  wanted: Set<string>;
  steps: number;
}

/** Where every seeded world begins: a fixed moment, so that a seed says everything. */
export const BEGINNING: Instant = Date.UTC(2026, 0, 5, 8);
const HOURS_MAX = 60;
const STEPS_BETWEEN_LOOKS = 32;

/**
 * Runs the real product, `decide` to adapters, in a world whose every event, fault and latency comes from the seed; functions
 * overlap at each of their calls. Not in it: the handlers' parsing and the wire formats, which the local world has.
 */
export async function runSeed(seed: number, draw: (dice: Dice, now: Instant) => Scenario): Promise<Ran> {
  const dice = createDice(seed);
  const scenario = draw(dice, BEGINNING);
  const world = build(seed, dice, scenario);
  plan(world);
  const end = BEGINNING + HOURS_MAX * HOUR_SECONDS * SECOND_MS;
  const violations: string[] = [];
  await world.tasks.runUntil(end, world.aws, () => {
    violations.push(...checkPromises(world.table, world.aws, false));
    return violations.length > 0 || isOver(world);
  });
  violations.push(...checkPromises(world.table, world.aws, true));
  const drills = world.table.drills();
  return {
    seed,
    violations: [...new Set(violations)],
    drills,
    endedAt: world.tasks.now(),
    calls: world.aws.calls.total(),
    callsOf: Object.fromEntries(drills.map((drill) => [drill.drillId, world.aws.calls.ofDrill(drill.drillId)])),
    trace: world.trace,
  };
}

function build(seed: number, dice: Dice, scenario: Scenario): World {
  const trace: string[] = [];
  const tasks = createTasks({
    now: BEGINNING,
    dice,
    latencyMsMax: scenario.platform.latencyMsMax,
    crash: scenario.platform.crash,
  });
  const wanted = new Set<string>();
  const aws = createOtherWorld({
    seed,
    now: BEGINNING,
    faults: scenario.faults,
    deliver: (delivery) => deliver(world, delivery),
  });
  const table = createMemoryTable({
    now: tasks.now,
    owner: OWNER,
    onChange: (change) => changed(world, change),
    faults: { beforeWrite: () => verdict(world) },
  });
  const world: World = { dice, aws, table, tasks, scenario, trace, wanted, steps: 0 };
  return world;
}

/** Servers, what strangers did before, the people's plans, and the clockwork of the deployment. */
function plan(world: World): void {
  const { aws, scenario } = world;
  const servers = aws.addServers(SITE, scenario.servers);
  recoverForReal(world, scenario.recovered.flatMap((index) => servers[index] ?? []));
  for (const [index, drill] of scenario.drills.entries())
    planDrill(world, `d-${String(index).padStart(24, '0')}`, drill, servers);
  every(world, 60, 'sweep', (ports) => sweep(ports).then(() => undefined));
  every(world, 900, 'guard', (ports) => guardSite(ports, SITE));
}

/** Somebody else's recovery; AWS may refuse it as it may refuse ours. */
function recoverForReal(world: World, sourceServerIds: string[]): void {
  if (sourceServerIds.length === 0) return;
  try {
    world.aws.startRealRecovery(SITE, sourceServerIds);
  } catch (error) {
    if (!(error instanceof AwsFault)) throw error;
    world.trace.push(`${world.tasks.now()} a real recovery was refused: ${error.type}`);
  }
}

function planDrill(world: World, drillId: string, drill: PlannedDrill, servers: string[]): void {
  const { scenario } = world;
  world.wanted.add(drillId);
  const waves = drill.waves.map((wave) => wave.flatMap((index) => servers[index] ?? []));
  const request = { site: SITE, waves, terms: drill.terms };
  const input = {
    type: 'Requested' as const,
    drillId,
    owner: OWNER,
    request,
    requestedBy: 'operator',
    requestHash: drillId,
    limits: scenario.limits,
  };
  person(world, drill.at, drillId, `request ${drillId}`, (at) => ({ ...input, at }));
  for (const { at, deed } of drill.deeds) {
    person(world, at, drillId, `${deed} ${drillId}`, (now) => {
      if (deed === 'cancel') return { type: 'CancelRequested', at: now, by: 'operator', reason: 'enough' };
      if (deed === 'endHold') return { type: 'HoldEndRequested', at: now, by: 'operator' };
      return { type: 'HoldUntilRequested', at: now, by: 'operator', holdUntil: now + 2 * HOUR_SECONDS * SECOND_MS };
    });
  }
}

/** A person asks, and asks again when no answer came; a refusal is an answer. */
function person(world: World, at: Instant, drillId: string, name: string, wish: (at: Instant) => Input): void {
  invoke(world, at, name, 20, 5, async (ports) => {
    try {
      await advance(ports, drillId, wish(world.tasks.now()));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      world.trace.push(`${world.tasks.now()} refused ${name}: ${error.code}`);
    }
  });
}

function every(world: World, seconds: number, name: string, work: (ports: Ports) => Promise<void>): void {
  const again = (at: Instant): void => {
    invoke(world, at, name, 0, 1, work);
    world.tasks.at(at + seconds * SECOND_MS, () => again(at + seconds * SECOND_MS));
  };
  again(BEGINNING + seconds * SECOND_MS);
}

/** Runs a function with ports of its own; when it fails or dies it runs again after a while, a bounded number of times. */
function invoke(
  world: World,
  at: Instant,
  name: string,
  againSeconds: number,
  triesMax: number,
  work: (ports: Ports) => Promise<void>,
): void {
  world.tasks.invoke(at, {
    name,
    work: (invocation) => work(portsOf(world, invocation)),
    onFailure: (reason) => {
      world.trace.push(`${world.tasks.now()} failed ${name}: ${reason}`);
      if (triesMax > 1)
        invoke(world, world.tasks.now() + againSeconds * SECOND_MS, name, againSeconds, triesMax - 1, work);
    },
  });
  world.trace.push(`${at} ${name}`);
}

function changed(world: World, change: StreamChange): void {
  const { dice, tasks, scenario } = world;
  const times = dice.chance(scenario.platform.streamRepeats) ? 2 : 1;
  for (let time = 0; time < times; time++) {
    const at = tasks.now() + dice.between(50, 600) + time * dice.between(0, 5000);
    if (change.type === 'doorbell') {
      invoke(world, at, `bell ${change.drillId}`, 2, 50, (ports) =>
        advance(ports, change.drillId).then(() => undefined),
      );
    } else queued(world, at + change.delaySeconds * SECOND_MS, change);
  }
}

function queued(world: World, at: Instant, { drillId, effectId }: { drillId: string; effectId: string }): void {
  const { dice, scenario } = world;
  const times = dice.chance(scenario.faults.queueRepeats) ? 2 : 1;
  for (let time = 0; time < times; time++) {
    invoke(world, at + time * dice.between(0, 90_000), `perform ${drillId} ${effectId}`, 60, 5, (ports) =>
      perform(ports, { drillId, effectId }),
    );
  }
}

function deliver(world: World, delivery: Delivery): void {
  if (delivery.kind === 'schedule') {
    const payload = JSON.parse(delivery.input) as { drillId: string; n: number; site: Site };
    if (delivery.targetArn === SCHEDULE_TARGETS.targetArns.wake)
      return put(world, payload.drillId, `wake/${payload.n}`, { type: 'Woken', n: payload.n });
    invoke(world, world.tasks.now(), `hard stop ${payload.drillId}`, 60, 20, async (ports) => {
      await guardDrill(ports, payload);
      await ports.inbox.put(payload.drillId, `stop/${payload.n}`, ports.ids.next(), {
        type: 'HardStopFired',
        at: ports.clock.now(),
        n: payload.n,
      });
    });
    return;
  }
  const { event } = delivery;
  if (event.source === 'aws.drs') launchReported(world, event.resources[0] ?? '', event.detail);
  else if (event.detail['state'] === 'terminated') instanceGone(world, String(event.detail['instance-id']));
}

function launchReported(world: World, resource: string, detail: Record<string, unknown>): void {
  const sourceServerId = resource.split('/').at(-1) ?? '';
  const jobId = String(detail['job-id']);
  const result = detail['state'] === 'RECOVERY_LAUNCH_SUCCEEDED' ? 'LAUNCHED' : 'FAILED';
  invoke(world, world.tasks.now() + world.dice.between(50, 400), `event ${jobId}`, 60, 3, async (ports) => {
    const { claims } = (await ports.sites.load(SITE)).record;
    const drillId = Object.keys(claims).find((one) => claims[one]?.includes(sourceServerId));
    if (drillId === undefined) return;
    const input = { type: 'ServerReported', at: ports.clock.now(), sourceServerId, jobId, result } as const;
    await ports.inbox.put(drillId, `report/${jobId}/${sourceServerId}`, ports.ids.next(), input);
  });
}

function instanceGone(world: World, instanceId: string): void {
  invoke(world, world.tasks.now() + world.dice.between(50, 400), `event ${instanceId}`, 60, 3, async (ports) => {
    const ours = await ports.instances.find(SITE, instanceId);
    if (ours === undefined) return;
    const { drillId, sourceServerId } = ours;
    await ports.inbox.put(drillId, `gone/${instanceId}`, ports.ids.next(), {
      type: 'InstanceReportedGone',
      at: ports.clock.now(),
      instanceId,
      sourceServerId,
    });
  });
}

function put(world: World, drillId: string, key: string, input: { type: 'Woken'; n: number }): void {
  invoke(world, world.tasks.now(), `${key} ${drillId}`, 60, 5, (ports) =>
    ports.inbox.put(drillId, key, ports.ids.next(), { ...input, at: ports.clock.now() }),
  );
}

function verdict({ dice, scenario, tasks }: World): 'OK' | 'CONFLICT' | 'REPLY_LOST' | 'THROTTLED' {
  const { platform, faults } = scenario;
  if (faults.faultsUntil !== null && tasks.now() >= faults.faultsUntil) return 'OK';
  if (dice.chance(platform.tableConflict)) return 'CONFLICT';
  if (dice.chance(platform.tableReplyLost)) return 'REPLY_LOST';
  return dice.chance(platform.tableThrottled) ? 'THROTTLED' : 'OK';
}

/** The product's own adapters and the table, each call of which takes a while, and may be the last of its function. */
function portsOf(world: World, invocation: Invocation): Ports {
  const { aws, table, dice, tasks } = world;
  const clients = createClients(aws, SITE);
  const clock = { now: tasks.now, pause: (milliseconds: number) => invocation.pause(milliseconds) };
  const ports: Ports = {
    clock,
    ids: { next: () => dice.alphanumeric(24).toLowerCase(), luck: () => dice.roll() },
    ...table.ports,
    drs: createDrs({ clientFor: () => clients.drs, actingClientFor: () => clients.drs }),
    ec2: createEc2({ clientFor: () => clients.ec2 }),
    schedules: createSchedules({ client: clients.scheduler, clock, ...SCHEDULE_TARGETS }),
    queue: { send: async (message, delaySeconds) => queued(world, tasks.now() + delaySeconds * SECOND_MS, message) },
    log: {
      info: (message, details) => world.trace.push(`${tasks.now()} info ${message} ${JSON.stringify(details)}`),
      error: (message, details) => world.trace.push(`${tasks.now()} error ${message} ${JSON.stringify(details)}`),
    },
  };
  for (const name of ['drills', 'inbox', 'effects', 'instances', 'sites', 'drs', 'ec2', 'schedules'] as const) {
    Object.assign(ports, { [name]: slowed(ports[name], invocation) });
  }
  return ports;
}

const SCHEDULE_TARGETS = {
  group: 'default',
  roleArn: 'arn:aws:iam::111122223333:role/scheduler',
  targetArns: {
    wake: 'arn:aws:lambda:us-east-1:111122223333:function:wake',
    hardStop: 'arn:aws:lambda:us-east-1:111122223333:function:hardStop',
  },
  deadLetterArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
};

function slowed<Port extends object>(port: Port, invocation: Invocation): Port {
  return Object.fromEntries(
    Object.entries(port).map(([name, call]) => [
      name,
      async (...all: unknown[]) => {
        await invocation.gate();
        const answer = await (call as (...all: unknown[]) => Promise<unknown>)(...all);
        await invocation.gate();
        return answer;
      },
    ]),
  ) as Port;
}

/** Asked now and then only: it reads every drill. */
function isOver(world: World): boolean {
  world.steps += 1;
  if (world.steps % STEPS_BETWEEN_LOOKS !== 0 || !world.tasks.isIdle()) return false;
  const drills = world.table.drills();
  return (
    drills.length === world.wanted.size && drills.every((drill) => drill.phase === 'ENDED') && world.tasks.isIdle()
  );
}
