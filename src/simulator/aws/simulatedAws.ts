import { takeFirst } from './agenda.ts';
import { loseReplyByFault, refuseByFault } from './callFaults.ts';
import { type CallLog, createCallLog } from './callLog.ts';
import { callTrail } from './cloudTrail.ts';
import type { Caller, Delivery, Service } from './contract.ts';
import { createDice } from './dice.ts';
import { callDrs } from './drs/operations.ts';
import { addServers, type ServerOptions } from './drs/sourceServers.ts';
import { runDueTask } from './dueTasks.ts';
import { callEc2 } from './ec2/operations.ts';
import { type Faults, noFaults } from './faults.ts';
import type { CallersRights } from './iam/forwardedCall.ts';
import type { Instant } from './instant.ts';
import { callBus } from './messaging/eventBridge.ts';
import { callSchedules } from './messaging/scheduler.ts';
import { callTopics } from './messaging/sns.ts';
import { callQueue } from './messaging/sqs.ts';
import { loseMemberByFault } from './missingMembers.ts';
import { structures } from './requestFields.ts';
import { emptyState, type InstanceState, siteOf, valueAt, type World, type WorldState } from './state.ts';
import { type Outsiders, outsiders } from './thirdParties.ts';

/** How a world begins. */
export interface OtherWorldOptions {
  seed: number;
  /** The world's beginning. A loaded state brings its own clock. */
  now: Instant;
  /** A snapshot taken earlier by `state()`: the world continues exactly there. */
  state?: WorldState;
  /** Default: none. */
  faults?: Faults;
  /** Takes events that left the bus, and schedules that fired, while the world advances. */
  deliver?: (delivery: Delivery) => void;
  /** Page of the describe calls; small in tests. */
  pageSize?: number;
  /** Hears of all that DRS does in its callers' names, and says whether their rights allow it; default: everything is allowed. */
  rights?: CallersRights;
  /** What queue URLs begin with; default the host AWS uses. */
  queueUrlBase?: string;
  /** How long a bus takes to deliver an event, at least and at most; default 50 to 400 ms. */
  busMilliseconds?: readonly [least: number, most: number];
}

/** An instance that EC2 would bill now. */
export interface LiveInstance {
  instanceId: string;
  sourceServerId: string;
  isDrill: boolean;
  jobId: string;
  state: InstanceState;
  tags: Record<string, string>;
  /** The tags of the job that launched it. */
  jobTags: Record<string, string>;
}

/** The simulated AWS: nothing happens in it but by `call` and by `advance`. */
export interface OtherWorld extends Outsiders {
  now(): Instant;
  /** Lets happen everything due up to a moment, in order; then it is that moment. */
  advance(to: Instant): void;
  /** When the next thing happens by itself. */
  nextAt(): Instant | undefined;
  /** Calls a service; throws AwsFault. */
  call(
    service: Service,
    operation: string,
    input: Record<string, unknown>,
    caller: Caller,
    more?: { drillId?: string },
  ): Record<string, unknown>;
  calls: CallLog;
  addServers(caller: Caller, servers: number | ServerOptions[]): string[];
  /** The whole world as plain JSON, detached from it. */
  state(): WorldState;
  /** EC2's truth: recovery instances, and machines that were added, not terminated, in one account and Region or in all. */
  liveInstances(caller?: Caller): LiveInstance[];
  /** What the world itself did, for checkers. */
  history: WorldState['history'];
  /** The bus that an event went to. */
  busOf(eventId: string): string;
}

/** Makes a world, or continues a saved one. */
export function createOtherWorld(options: OtherWorldOptions): OtherWorld {
  const state = options.state === undefined ? emptyState(options.seed, options.now) : structuredClone(options.state);
  const faults = options.faults ?? noFaults;
  const world: World = {
    state,
    faults,
    calm: { ...noFaults, unknownIdError: faults.unknownIdError, launchedIsFree: faults.launchedIsFree },
    dice: createDice(state.dice),
    faultDice: createDice(state.faultDice),
    pageSize: options.pageSize ?? 1000,
    rights: options.rights,
    queueUrlBase: options.queueUrlBase,
    busMilliseconds: options.busMilliseconds ?? [50, 400],
  };
  const calls = createCallLog(state);
  return {
    now: () => state.now,
    nextAt: () => state.agenda[0]?.at,
    advance: (to) => advance(world, to, options.deliver ?? (() => undefined)),
    call: (service, operation, input, caller, more) => {
      // How many pages a listing has is AWS's doing, not the drill's.
      const isFirstPage = input['nextToken'] === undefined && input['NextToken'] === undefined;
      calls.count(`${service}:${operation}`, isFirstPage ? more?.drillId : undefined);
      return call(world, service, operation, input, caller);
    },
    calls,
    addServers: (caller, servers) => addServers(world, caller, servers),
    state: () => structuredClone({ ...state, dice: world.dice.state, faultDice: world.faultDice.state }),
    ...outsiders(world),
    liveInstances: (caller) => liveInstances(world, caller),
    history: state.history,
    busOf: (eventId) => state.customBuses[eventId] ?? 'default',
  };
}

function advance(world: World, to: Instant, deliver: (delivery: Delivery) => void): void {
  const { state } = world;
  if (to < state.now) throw new RangeError(`the world is at ${state.now} already and does not go back to ${to}`);
  for (;;) {
    const first = state.agenda[0];
    if (first === undefined || first.at > to) break;
    takeFirst(state.agenda);
    state.now = Math.max(state.now, first.at);
    const delivery = runDueTask(world, first.task);
    if (delivery !== undefined) deliver(delivery);
  }
  state.now = to;
}

/** Faults spare the making of queues: a deployment does that, not a drill. */
function call(
  world: World,
  service: Service,
  operation: string,
  input: Record<string, unknown>,
  caller: Caller,
): Record<string, unknown> {
  const deploys = service === 'sqs' && operation === 'CreateQueue';
  if (!deploys) refuseByFault(world, service, operation);
  const answer = noting(world, operation, input, () => SERVICES[service](world, operation, input, caller));
  if (!deploys) loseReplyByFault(world, service, operation);
  return loseMemberByFault(world, service, operation, answer);
}

/** Which launches DRS has refused is known to nobody but the world. */
function noting<Answer>(
  { state }: World,
  operation: string,
  input: Record<string, unknown>,
  ask: () => Answer,
): Answer {
  try {
    return ask();
  } catch (fault) {
    if (operation === 'StartRecovery') {
      const servers = structures(input, 'sourceServers', () => {
        throw fault;
      });
      const tags = (input['tags'] ?? {}) as Record<string, string>;
      const refused = { sourceServerIds: servers.map((one) => String(one['sourceServerID'])), tags };
      state.history.refused = [...(state.history.refused ?? []), refused];
    }
    throw fault;
  }
}

const SERVICES: Readonly<Record<Service, typeof callDrs>> = {
  drs: callDrs,
  ec2: callEc2,
  sqs: callQueue,
  scheduler: callSchedules,
  events: callBus,
  sns: callTopics,
  cloudtrail: callTrail,
};

function liveInstances(world: World, caller: Caller | undefined): LiveInstance[] {
  const sites = caller === undefined ? Object.values(world.state.sites) : [siteOf(world, caller)];
  return sites.flatMap((site) =>
    Object.values(site.instances).flatMap((instance) => {
      const state = valueAt(instance.states, world.state.now);
      if (instance.purpose === 'CONVERSION' || state === undefined || state === 'terminated') return [];
      const { instanceId, sourceServerId, isDrill, jobId } = instance;
      const jobTags = { ...site.jobs[jobId]?.tags };
      return [{ instanceId, sourceServerId, isDrill, jobId, state, tags: { ...instance.tags }, jobTags }];
    }),
  );
}
