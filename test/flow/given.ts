import { createDrs } from '../../src/aws/drs.ts';
import { createEc2 } from '../../src/aws/ec2.ts';
import { createQuotas } from '../../src/aws/quotas.ts';
import { createSchedules } from '../../src/aws/schedules.ts';
import type { CheckTerms } from '../../src/drill/checks/checkTerms.ts';
import type { Drill, Instant, Phase, Terms, WaveTerms } from '../../src/drill/drill.ts';
import type { EffectKind } from '../../src/drill/effectKeys.ts';
import type { Fact } from '../../src/drill/facts.ts';
import type { Input, ServerInspection } from '../../src/drill/inputs.ts';
import { type Advanced, advance } from '../../src/flow/advance.ts';
import { guardDrill } from '../../src/flow/guard.ts';
import { inspect } from '../../src/flow/perform/inspect.ts';
import { perform } from '../../src/flow/perform/perform.ts';
import type { InboxInput, Ports } from '../../src/flow/ports.ts';
import { commandReported, instanceReported } from '../../src/flow/signals.ts';
import { type Delivery, outsideEventOf } from '../../src/simulator/aws/contract.ts';
import type { ServerOptions } from '../../src/simulator/aws/drs/sourceServers.ts';
import { type Faults, noFaults } from '../../src/simulator/aws/faults.ts';
import { createClients } from '../../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../../src/simulator/aws/simulatedAws.ts';
import { createMemoryTable, type RestorableTable } from '../../src/simulator/memory/memoryTable.ts';
import type { Write, WriteVerdict } from '../../src/simulator/memory/memoryWriter.ts';
import type { StreamChange } from '../../src/store/stream/streamRecords.ts';
import { LIMITS, OWNER, SITE, START, someTerms } from '../builders.ts';
import { checkPortsOf } from './checkPorts.ts';

export const SECOND = 1000;
export const MINUTE = 60_000;
export const DRILL_ID = 'd-000000000000000000000001';
export const OTHER_DRILL_ID = 'd-000000000000000000000002';
/** The owner of another deployment in the same account and Region. */
export const THIRD_PARTY = '111122223333/eu-central-1/other/9';

/** What the table's stream has requested, and when it is due. */
export interface Message {
  at: Instant;
  change: StreamChange;
}

/**
 * The real flow, adapters and the simulated AWS with a clock that stands still. Messages of the table's stream wait in
 * `queue` until the test delivers them.
 */
export interface FlowWorld {
  aws: OtherWorld;
  faults: Faults;
  table: RestorableTable;
  ports: Ports;
  servers: string[];
  queue: Message[];
  /** Effects of these kinds stay in the queue. */
  held: Set<EffectKind>;
  /** The results of the table's next writes, the next one first; all others succeed. */
  verdicts: WriteVerdict[];
  /** Writes to the table so far. */
  writes: Write[];
  logged: { message: string; details: Record<string, unknown> }[];
  delivered: Delivery[];
}

/** A world with this many healthy source servers, or with these. */
export function openWorld(servers: number | ServerOptions[] = 1, faults: Partial<Faults> = {}, seed = 7): FlowWorld {
  const theFaults: Faults = { ...noFaults, ...faults };
  const delivered: Delivery[] = [];
  const queue: Message[] = [];
  const verdicts: WriteVerdict[] = [];
  const writes: Write[] = [];
  const logged: FlowWorld['logged'] = [];
  const aws = createOtherWorld({
    seed,
    now: START,
    faults: theFaults,
    deliver: (delivery) => delivered.push(delivery),
  });
  const table = createMemoryTable({
    now: aws.now,
    owner: OWNER,
    onChange: (change) => {
      const delaySeconds = change.type === 'effect' ? change.delaySeconds : 0;
      queue.push({ at: aws.now() + delaySeconds * SECOND, change });
    },
    faults: {
      beforeWrite: (what) => {
        writes.push(what);
        return verdicts.shift() ?? 'OK';
      },
    },
  });
  const ports = portsOf({ aws, table, queue, logged });
  const held = new Set<EffectKind>();
  const ids = aws.addServers(SITE, servers);
  return { aws, faults: theFaults, table, ports, servers: ids, queue, held, verdicts, writes, logged, delivered };
}

/** A person requests a drill of these waves (of all servers in one wave, when none are named). */
export async function request(world: FlowWorld, requested: Requested = {}): Promise<Drill> {
  const drillId = requested.drillId ?? DRILL_ID;
  const advanced = await advance(world.ports, drillId, {
    type: 'Requested',
    at: world.aws.now(),
    drillId,
    owner: OWNER,
    request: {
      site: SITE,
      waves: requested.waves ?? [world.servers],
      ...(requested.waveTerms && { waveTerms: requested.waveTerms }),
      ...(requested.checks && { checks: requested.checks }),
      terms: someTerms(requested.terms),
    },
    requestedBy: 'operator',
    requestHash: `hash of ${drillId}`,
    limits: { ...LIMITS, ...requested.limits },
  });
  return drillOf(advanced);
}

interface Requested {
  drillId?: string;
  waves?: string[][];
  waveTerms?: WaveTerms[];
  checks?: CheckTerms[];
  terms?: Partial<Terms>;
  limits?: Partial<Drill['limits']>;
}

/** A person steers the drill. */
export async function publish(world: FlowWorld, input: NewInput, drillId = DRILL_ID): Promise<Drill> {
  return drillOf(await advance(world.ports, drillId, { ...input, at: world.aws.now() } as Input));
}

type WithoutTime<Type> = Type extends unknown ? Omit<Type, 'at'> : never;
export type NewInput = WithoutTime<Input>;

/** What an inspection finds of these servers now (of all, when none are named). */
export async function inspected(world: FlowWorld, sourceServerIds = world.servers): Promise<ServerInspection[]> {
  return (await inspect(world.ports, SITE, { sourceServerIds, recoveryPoint: { type: 'LATEST' } })).answers;
}

/** Runs everything that is due now, in order, consequences included. */
export async function runUntilQuiet(world: FlowWorld): Promise<void> {
  for (let message = takeDue(world); message !== undefined; message = takeDue(world)) await handle(world, message);
}

/** Time passes; whatever comes due on the way runs at its time. */
export async function passTime(world: FlowWorld, seconds: number): Promise<void> {
  const { aws } = world;
  const end = aws.now() + seconds * SECOND;
  for (;;) {
    await runUntilQuiet(world);
    if (aws.now() >= end) return;
    aws.advance(Math.min(end, aws.nextAt() ?? end, ...awake(world).map((message) => message.at)));
    for (const delivery of world.delivered.splice(0)) await deliver(world, delivery);
  }
}

/** Time passes until the drill is in a phase, or until four hours have gone by. */
export async function untilPhase(world: FlowWorld, phase: Phase, drillId = DRILL_ID): Promise<Drill> {
  for (let step = 0; step < 1440 && record(world, drillId).phase !== phase; step++) await passTime(world, 10);
  const drill = record(world, drillId);
  if (drill.phase !== phase) throw new Error(`drill ${drillId} is ${drill.phase}, not ${phase}`);
  return drill;
}

/** The drill as stored in the table. */
export function record(world: FlowWorld, drillId = DRILL_ID): Drill {
  const drill = world.table.drills().find((one) => one.drillId === drillId);
  if (drill === undefined) throw new Error(`there is no drill ${drillId}`);
  return drill;
}

/** All facts of the drill's journal, in order. */
export function factsOf(world: FlowWorld, drillId = DRILL_ID): Fact[] {
  return world.table.entriesOf(drillId).flatMap((entry) => entry.facts);
}

/** The newest effect of a kind, as the queue's message names it. */
export function requested(
  world: FlowWorld,
  kind: EffectKind,
  drillId = DRILL_ID,
): { drillId: string; effectId: string } {
  const item = world.table.effectsOf(drillId).findLast((one) => one.effect.kind === kind);
  if (item === undefined) throw new Error(`no ${kind} was requested`);
  return { drillId, effectId: item.effectId };
}

/** The state of an effect in the table. */
export function stateOf(world: FlowWorld, { drillId, effectId }: { drillId: string; effectId: string }): string {
  const item = world.table.effectsOf(drillId).find((one) => one.effectId === effectId);
  if (item === undefined) throw new Error(`no effect ${effectId}`);
  return item.state;
}

/** Calls to AWS made while `work` ran, by operation. */
export async function callsDuring(world: FlowWorld, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = world.aws.calls.total();
  await work();
  const more = Object.entries(world.aws.calls.total()).map(([name, times]) => [name, times - (before[name] ?? 0)]);
  return Object.fromEntries(more.filter(([, times]) => times !== 0));
}

/** Another deployment starts a drill of its own here; returns the job's id. */
export function startThirdPartyDrill(world: FlowWorld, sourceServerIds: string[], owner = THIRD_PARTY): string {
  const sourceServers = sourceServerIds.map((sourceServerID) => ({ sourceServerID }));
  const tags = { DrillOwner: owner, DrillId: DRILL_ID, Launch: `${DRILL_ID}/0/0` };
  world.aws.call('drs', 'StartRecovery', { sourceServers, isDrill: true, tags }, SITE);
  return world.aws.history.launches.at(-1)?.jobId ?? '';
}

/** A third party drills the first server into an existing machine, once; returns the machine. */
export function startDrillInto(world: FlowWorld): string {
  const [server = ''] = world.servers;
  const machine = world.aws.addMachine(SITE, 'stopped');
  world.aws.launchInto(SITE, server, machine);
  startThirdPartyDrill(world, [server]);
  world.aws.launchInto(SITE, server, null);
  return machine;
}

function drillOf(advanced: Advanced | undefined): Drill {
  if (advanced === undefined) throw new Error('there is no such drill');
  return advanced.drill;
}

function takeDue(world: FlowWorld): Message | undefined {
  const first = awake(world)[0];
  if (first === undefined || first.at > world.aws.now()) return undefined;
  world.queue.splice(world.queue.indexOf(first), 1);
  return first;
}

/** The messages that are not held, the earliest first. */
function awake(world: FlowWorld): Message[] {
  return world.queue.filter((message) => !isHeld(world, message)).sort((a, b) => a.at - b.at);
}

function isHeld(world: FlowWorld, { change }: Message): boolean {
  if (change.type === 'inboxNotification' || world.held.size === 0) return false;
  const item = world.table.effectsOf(change.drillId).find((one) => one.effectId === change.effectId);
  return item !== undefined && world.held.has(item.effect.kind);
}

async function handle(world: FlowWorld, { change }: Message): Promise<void> {
  if (change.type === 'inboxNotification') await advance(world.ports, change.drillId);
  else await perform(world.ports, change);
}

/** How the handlers process what AWS delivers. */
async function deliver(world: FlowWorld, delivery: Delivery): Promise<void> {
  const at = world.aws.now();
  if (delivery.kind === 'schedule') {
    const payload = JSON.parse(delivery.input) as { drillId: string; n: number; site: Drill['site'] };
    if (delivery.targetArn.endsWith(':wake')) {
      return put(world, payload.drillId, `wake/${payload.n}`, { type: 'Woken', at, n: payload.n });
    }
    await guardDrill(world.ports, payload);
    return put(world, payload.drillId, `stop/${payload.n}`, { type: 'HardStopFired', at, n: payload.n });
  }
  const { source, resources, detail } = delivery.event;
  if (source === 'aws.ssm') await commandReported(world.ports, outsideEventOf(delivery.event));
  else if (source === 'aws.drs') await launchReported(world, resources[0]?.split('/').at(-1) ?? '', detail);
  else await instanceReported(world.ports, outsideEventOf(delivery.event));
}

async function launchReported(
  world: FlowWorld,
  sourceServerId: string,
  detail: Record<string, unknown>,
): Promise<void> {
  const { claims } = (await world.ports.sites.load(SITE)).record;
  const drillId = Object.keys(claims).find((one) => claims[one]?.includes(sourceServerId));
  const jobId = String(detail['job-id']);
  const result = detail['state'] === 'RECOVERY_LAUNCH_SUCCEEDED' ? 'LAUNCHED' : 'FAILED';
  const input = { type: 'ServerReported', at: world.aws.now(), sourceServerId, jobId, result } as const;
  if (drillId !== undefined) await put(world, drillId, `report/${jobId}/${sourceServerId}`, input);
}

async function put(world: FlowWorld, drillId: string, key: string, input: InboxInput): Promise<void> {
  await world.ports.inbox.put(drillId, key, world.ports.ids.next(), input);
}

function portsOf({ aws, table, queue, logged }: Pick<FlowWorld, 'aws' | 'table' | 'queue' | 'logged'>): Ports {
  const clients = createClients(aws, SITE);
  const clock = { now: aws.now, pause: async () => undefined };
  let count = 0;
  const log = (message: string, details: Record<string, unknown>) => logged.push({ message, details });
  return {
    clock,
    ids: { next: () => String(count++).padStart(24, '0'), random: () => 0.5 },
    ...table.ports,
    ...checkPortsOf(aws, clients),
    drs: createDrs({ clientFor: () => clients.drs, actingClientFor: () => clients.drs }),
    ec2: createEc2({ clientFor: () => clients.ec2 }),
    quotas: createQuotas({ clientFor: () => clients.quotas }),
    schedules: createSchedules({ client: clients.scheduler, clock, ...SCHEDULE_TARGETS }),
    queue: {
      send: async (message, delaySeconds) => {
        queue.push({ at: aws.now() + delaySeconds * SECOND, change: { type: 'effect', ...message, delaySeconds } });
      },
    },
    worlds: { drilled: () => 'SIMULATED', home: () => 'SIMULATED' },
    log: { info: log, error: log },
  };
}

const SCHEDULE_TARGETS = {
  group: 'default',
  roleArn: 'arn:aws:iam::111122223333:role/scheduler',
  targetArns: {
    wake: 'arn:aws:lambda:eu-central-1:111122223333:function:wake',
    hardStop: 'arn:aws:lambda:eu-central-1:111122223333:function:hardStop',
  },
  deadLetterArn: 'arn:aws:sqs:eu-central-1:111122223333:dead',
};
