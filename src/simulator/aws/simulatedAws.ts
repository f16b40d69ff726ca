import { takeFirst } from './agenda.ts';
import { type ApplicationHandles, applicationHandles } from './applications.ts';
import { loseReplyByFault, refuseByFault } from './callFaults.ts';
import { type CallLog, createCallLog } from './callLog.ts';
import type { Caller, Delivery, Service } from './contract.ts';
import { createDice } from './dice.ts';
import { addServers, type ServerOptions } from './drs/sourceServers.ts';
import { runDueTask } from './dueTasks.ts';
import { type Faults, noFaults } from './faults.ts';
import type { CallersRights } from './iam/forwardedCall.ts';
import type { Instant } from './instant.ts';
import { loseMemberByFault } from './missingMembers.ts';
import { notingRefusals } from './refusedLaunches.ts';
import { contentsInMemory } from './s3/contents.ts';
import { SERVICES } from './services.ts';
import {
  type Contents,
  emptyState,
  type InstanceState,
  type SimulatedFunction,
  siteOf,
  valueAt,
  type World,
  type WorldState,
} from './state.ts';
import { type ThirdPartyHandles, thirdPartyHandles } from './thirdParties.ts';

/** How a world starts. */
export interface OtherWorldOptions {
  seed: number;
  /** The start time. A loaded state has its own clock. */
  now: Instant;
  /** A snapshot taken earlier by `state()`, from which the world continues. */
  state?: WorldState;
  /** Default: none. */
  faults?: Faults;
  /** Receives events that left the bus, and schedules that fired, while the world advances. */
  deliver?: (delivery: Delivery) => void;
  /** The page size of describe calls; small in tests. */
  pageSize?: number;
  /**
   * Checks whether the caller's permissions allow each call that DRS makes on its behalf. Default: everything is
   * allowed.
   */
  rights?: CallersRights;
  /** The prefix of queue URLs; default: the host that AWS uses. */
  queueUrlBase?: string;
  /** The shortest and longest time a bus takes to deliver an event; default: 50 to 400 ms. */
  busMilliseconds?: readonly [least: number, most: number];
  /** Where the contents of objects are kept; default: in memory. */
  contents?: Contents;
}

/** An instance that EC2 bills at this moment. */
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

/** The simulated AWS. It changes only through `call` and `advance`. */
export interface OtherWorld extends ThirdPartyHandles, ApplicationHandles {
  now(): Instant;
  /** Runs everything that is due up to a moment, in order, and moves the clock there. */
  advance(to: Instant): void;
  /** When the next task is due. */
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
  /** The whole world as plain JSON, as a copy. */
  state(): WorldState;
  /**
   * EC2's truth: the recovery instances and added machines that are not terminated, in one account and Region or in
   * all.
   */
  liveInstances(caller?: Caller): LiveInstance[];
  /** What the world itself did, for checkers. */
  history: WorldState['history'];
  /** What runs when a function is invoked, by the function's name. A function that is not there is not found. */
  functions: Map<string, SimulatedFunction>;
  /** The bus that an event went to. */
  busOf(eventId: string): string;
}

/** Creates a world, or continues a saved one. */
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
    functions: new Map(),
    contents: options.contents ?? contentsInMemory(),
  };
  const calls = createCallLog(state);
  return {
    now: () => state.now,
    nextAt: () => state.agenda[0]?.at,
    advance: (to) => advance(world, to, options.deliver ?? (() => undefined)),
    call: (service, operation, input, caller, more) => {
      // The number of pages of a listing depends on AWS, not on the drill.
      const isFirstPage = input['nextToken'] === undefined && input['NextToken'] === undefined;
      calls.count(`${service}:${operation}`, isFirstPage ? more?.drillId : undefined);
      return call(world, service, operation, input, caller);
    },
    calls,
    addServers: (caller, servers) => addServers(world, caller, servers),
    state: () => structuredClone({ ...state, dice: world.dice.state, faultDice: world.faultDice.state }),
    ...thirdPartyHandles(world),
    ...applicationHandles(world),
    functions: world.functions,
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

/** Faults do not affect the creation of queues, which belongs to the deployment and not to a drill. */
function call(
  world: World,
  service: Service,
  operation: string,
  input: Record<string, unknown>,
  caller: Caller,
): Record<string, unknown> {
  const deploys = service === 'sqs' && operation === 'CreateQueue';
  if (!deploys) refuseByFault(world, service, operation);
  const answer = notingRefusals(world, operation, input, () => SERVICES[service](world, operation, input, caller));
  if (!deploys) loseReplyByFault(world, service, operation);
  return loseMemberByFault(world, service, operation, answer);
}

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
