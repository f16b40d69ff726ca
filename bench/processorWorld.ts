import { createDrs } from '../src/aws/drs.ts';
import { createEc2 } from '../src/aws/ec2.ts';
import { createQuotas } from '../src/aws/quotas.ts';
import { createSchedules } from '../src/aws/schedules.ts';
import { SECOND_MS } from '../src/drill/bounds.ts';
import type { Drill, DrillRequest, Instant, Site } from '../src/drill/drill.ts';
import { advance } from '../src/flow/advance.ts';
import { Refused } from '../src/flow/errors.ts';
import { perform } from '../src/flow/perform/perform.ts';
import type { Ports } from '../src/flow/ports.ts';
import { addDue, type Due, takeFirst } from '../src/simulator/aws/agenda.ts';
import type { Delivery } from '../src/simulator/aws/contract.ts';
import { createDice, type Dice } from '../src/simulator/aws/dice.ts';
import { createClients, type InMemoryClient } from '../src/simulator/aws/inProcessClients.ts';
import { createOtherWorld, type OtherWorld } from '../src/simulator/aws/simulatedAws.ts';
import { createMemoryTable } from '../src/simulator/memory/memoryTable.ts';
import { DEFAULT_LIMITS, plainTerms } from '../src/simulator/seeded/scenarios/scenarios.ts';
import type { StorePorts } from '../src/store/createStore.ts';
import { NO_CHECKS } from './noChecks.ts';
import { listenerOf, scheduleFired, TARGET_ARNS } from './processorEndpoints.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface ProcessorWorld {
  /** Requests a one-wave drill of new servers, some seconds after the previous request. */
  request(site: Site, servers: number, holdSeconds?: number): void;
  /** Runs everything that is due until a moment, or until nothing is left to do. */
  run(until?: Instant): Promise<void>;
  now(): Instant;
  drills(): Drill[];
}

/**
 * The product in memory, from `decide` to the adapters, in a world without faults. The work of the handlers in
 * serverless.yml runs sequentially when it is due. Nothing waits, so all elapsed time is CPU time.
 */
export function createProcessorWorld(seed: number, watch: Stopwatch): ProcessorWorld {
  const state: State = { now: BEGINNING, seq: 0, agenda: [], ringing: new Set(), requests: 0 };
  const aws = watch.watchingWorld(
    createOtherWorld({ seed, now: BEGINNING, deliver: (delivery) => deliver(state, ports, delivery) }),
  );
  const table = createMemoryTable({
    now: () => state.now,
    onChange: (change) => {
      const { drillId } = change;
      if (change.type === 'inboxNotification') return ring(state, ports, drillId);
      plan(state, change.delaySeconds * SECOND_MS + HOP_MS, () => perform(ports, change));
    },
  });
  const ports = portsOf(state, aws, createDice(seed), watch, watch.watchingTable(table.ports));
  return {
    request(site, servers, holdSeconds = HOLD_SECONDS) {
      const waves = [aws.addServers(site, servers)];
      request(state, ports, { site, waves, terms: { ...plainTerms(), holdSeconds } });
    },
    async run(until = Number.POSITIVE_INFINITY) {
      for (let next = nextAt(state, aws); next <= until && next < NEVER; next = nextAt(state, aws)) {
        state.now = next;
        aws.advance(next);
        const due = state.agenda[0]?.at === next ? takeFirst(state.agenda) : undefined;
        if (due !== undefined) await watch.time(due.task);
      }
    },
    now: () => state.now,
    drills: table.drills,
  };
}

/** A fixed moment, so the seed alone determines the run. */
const BEGINNING: Instant = Date.UTC(2026, 0, 5, 8);
const NEVER = Number.POSITIVE_INFINITY;
/** The delay from one function to the next. Only the order of tasks depends on it. */
const HOP_MS = 200;
/** The drills are requested one after the other within this time. */
const REQUEST_MS = 7 * SECOND_MS;
const REQUESTS_MS = 600 * SECOND_MS;
const HOLD_SECONDS = 1800;

interface State {
  now: Instant;
  seq: number;
  agenda: Due<() => Promise<void>>[];
  /** Drills with an unread inbox notification. */
  ringing: Set<string>;
  requests: number;
}

function plan(state: State, milliseconds: number, task: () => Promise<void>): void {
  state.seq += 1;
  addDue(state.agenda, { at: state.now + milliseconds, seq: state.seq, task });
}

function nextAt({ agenda }: State, aws: OtherWorld): Instant {
  return Math.min(agenda[0]?.at ?? NEVER, aws.nextAt() ?? NEVER);
}

/** DRS's own quota of jobs, so twenty drills of a site run concurrently. */
const LIMITS = { ...DEFAULT_LIMITS, jobsMax: 20 };

function request(state: State, ports: Ports, request: DrillRequest): void {
  state.requests += 1;
  const drillId = `d-${String(state.requests).padStart(24, '0')}`;
  plan(state, (state.requests * REQUEST_MS) % REQUESTS_MS, async () => {
    await advance(ports, drillId, {
      type: 'Requested',
      at: state.now,
      drillId,
      owner: await ports.owner(),
      request,
      requestedBy: 'bench',
      requestHash: drillId,
      limits: LIMITS,
    });
  });
}

/** Reads all inbox entries that arrive before the next advance together. */
function ring(state: State, ports: Ports, drillId: string): void {
  if (state.ringing.has(drillId)) return;
  state.ringing.add(drillId);
  plan(state, HOP_MS, async () => {
    state.ringing.delete(drillId);
    await answer(ports, drillId);
  });
}

async function answer(ports: Ports, drillId: string): Promise<void> {
  try {
    await advance(ports, drillId);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
  }
}

/** Delivers what simulated AWS emits to the product's event handlers. */
function deliver(state: State, ports: Ports, delivery: Delivery): void {
  if (delivery.kind === 'schedule') {
    const payload = JSON.parse(delivery.input) as { drillId: string; n: number; site: Site };
    return plan(state, HOP_MS, () => scheduleFired(ports, delivery.targetArn, payload));
  }
  const listen = listenerOf(delivery.event);
  if (listen === undefined) return;
  plan(state, HOP_MS, async () => {
    await listen(ports);
  });
}

/** The product's own adapters, on simulated AWS and the table. */
function portsOf(state: State, aws: OtherWorld, dice: Dice, watch: Stopwatch, store: StorePorts): Ports {
  const clock = { now: () => state.now, pause: async () => undefined };
  let idsGiven = 0;
  const clientFor = (service: 'drs' | 'ec2' | 'quotas' | 'scheduler') => {
    const clients = new Map<string, InMemoryClient>();
    return (site: Site) => {
      const client = clients.get(site.region) ?? watch.watchingClient(createClients(aws, site)[service]);
      clients.set(site.region, client);
      return client;
    };
  };
  const ports: Ports = {
    ...store,
    ...NO_CHECKS,
    clock,
    ids: { next: () => String(idsGiven++).padStart(24, '0'), random: () => dice.roll() },
    drs: createDrs({ clientFor: clientFor('drs'), actingClientFor: clientFor('drs') }),
    ec2: createEc2({ clientFor: clientFor('ec2') }),
    quotas: createQuotas({ clientFor: clientFor('quotas') }),
    schedules: createSchedules({
      client: clientFor('scheduler')({ accountId: '111122223333', region: 'us-east-1' }),
      clock,
      group: 'default',
      roleArn: 'arn:aws:iam::111122223333:role/scheduler',
      targetArns: TARGET_ARNS,
      deadLetterArn: 'arn:aws:sqs:us-east-1:111122223333:dead',
    }),
    queue: {
      send: async (message, delaySeconds) =>
        plan(state, delaySeconds * SECOND_MS + HOP_MS, () => perform(ports, message)),
    },
    worlds: { drilled: () => 'SIMULATED', home: () => 'SIMULATED' },
    log: { info: () => undefined, error: () => undefined },
  };
  return ports;
}
