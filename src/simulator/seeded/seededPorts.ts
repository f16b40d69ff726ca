import { createDrs } from '../../aws/drs.ts';
import { createEc2 } from '../../aws/ec2.ts';
import { createQuotas } from '../../aws/quotas.ts';
import { QUESTION_ATTEMPTS_MAX, SECOND_MS } from '../../drill/bounds.ts';
import type { Drill, Instant } from '../../drill/drill.ts';
import { OtherSchema } from '../../flow/errors.ts';
import type { Ports } from '../../flow/ports.ts';
import type { Faults } from '../aws/faults.ts';
import { createClients, type InMemoryClient, type SentCommand } from '../aws/inProcessClients.ts';
import type { Invocation } from './coroutines.ts';
import { lazily, once } from './lazily.ts';
import { watchCalls } from './promises/watchCalls.ts';
import { watchedPlans, watchedSchedules } from './promises/watchPlans.ts';
import { watchQuarantined, watchSave } from './promises/watchSaves.ts';
import { checkPortsOf } from './seededCheckPorts.ts';
import { copiesOf, schedulesOf } from './seededScheduler.ts';
import {
  count,
  type Deployment,
  type Message,
  type SeededPorts,
  type SeededWorld,
  SITE,
  strikes,
} from './seededState.ts';

/** What a function is called for. */
export type Call = Pick<Message, 'name' | 'timeoutSeconds' | 'onNewDrill'> & { drillId?: string | undefined };

/** The product's own adapters and the table. Each call takes some time, and the function may die in it. */
export function portsOf(
  world: SeededWorld,
  deployment: Deployment,
  invocation: Invocation,
  { drillId, onNewDrill }: Call,
): SeededPorts {
  const { dice, tasks, scenario } = world;
  const clock = clockOf(world, invocation);
  const clients = once(() => createClients(watchCalls(world, deployment, drillId), SITE));
  const askingClient = once(() => repeating(scenario.faults, clients().drs, clock));
  const said = (level: string) => (message: string, details: Record<string, unknown>) =>
    void world.trace.push(`${tasks.now()} ${level} ${invocation.name}: ${message} ${JSON.stringify(details)}`);
  const store = storeOf(world, deployment, onNewDrill);
  return lazily<SeededPorts>({
    clock: () => clock,
    ids: () => ({ next: () => dice.alphanumeric(24).toLowerCase(), random: () => dice.roll() }),
    owner: () => store.owner,
    restore: () => ({ ...slowed(store.restore, invocation), marker: store.restore.marker }),
    drills: () => slowed(store.drills, invocation),
    inbox: () => slowed(store.inbox, invocation),
    effects: () => slowed(store.effects, invocation),
    instances: () => slowed(store.instances, invocation),
    receipts: () => slowed(store.receipts, invocation),
    sites: () => ({ ...slowed(store.sites, invocation), ...NO_LINE }),
    levers: () => slowed(store.levers, invocation),
    plans: () => slowed(watchedPlans(world, deployment), invocation),
    planSchedules: () => slowed(watchedSchedules(world, deployment), invocation),
    history: () => slowed(store.history, invocation),
    drs: () => slowed(createDrs({ clientFor: askingClient, actingClientFor: () => clients().drs }), invocation),
    ec2: () => slowed(createEc2({ clientFor: () => clients().ec2 }), invocation),
    quotas: () => slowed(createQuotas({ clientFor: () => clients().quotas }), invocation),
    schedules: () => slowed(schedulesOf(deployment, clients().scheduler, clock), invocation),
    scheduleCopies: () => slowed(copiesOf(deployment, clients().scheduler), invocation),
    queue: () => slowed(queueOf(deployment), invocation),
    ...checkPortsOf(clients, (port) => slowed(port, invocation)),
    worlds: () => ({ drilled: () => 'SIMULATED' as const, home: () => 'SIMULATED' as const }),
    log: () => ({ info: said('info'), error: said('error') }),
  });
}

function clockOf({ dice, tasks, scenario }: SeededWorld, { pause }: Invocation): Ports['clock'] {
  const skew = scenario.platform.clockSkewMsMax;
  const offset = skew === 0 ? 0 : dice.between(-skew, skew);
  return { now: (): Instant => tasks.now() + offset, pause };
}

function queueOf({ enqueue }: Deployment): Ports['queue'] {
  return { send: async (message, seconds) => enqueue(message, seconds) };
}

/**
 * Where AWS throttles calls, the read client retries a refused page, as the SDK's adaptive mode does. Otherwise no
 * function could read a listing with more pages than the calls of a second. Other refusals outlast the client's
 * retries.
 */
function repeating({ drsCallsPerSecond }: Faults, client: InMemoryClient, clock: Ports['clock']): InMemoryClient {
  if (drsCallsPerSecond === null) return client;
  const send = async (command: SentCommand, attempt = 1): ReturnType<InMemoryClient['send']> => {
    try {
      return await client.send(command);
    } catch (error) {
      if (attempt === QUESTION_ATTEMPTS_MAX || (error as Error).name !== 'ThrottlingException') throw error;
      await clock.pause(SECOND_MS);
      return send(command, attempt + 1);
    }
  };
  return { send: (command) => send(command) };
}

/** The line of starts spares a crowd time and promises nothing. The few starts of a seeded world need none. */
const NO_LINE: Pick<Ports['sites'], 'standInLine' | 'aheadOf' | 'leaveLine'> = {
  standInLine: async () => {},
  aheadOf: async () => 0,
  leaveLine: async () => {},
};

/** The table as seen by a function of the newer or the older version of the product. */
function storeOf(world: SeededWorld, deployment: Deployment, onNewDrill: ((drill: Drill) => void) | undefined) {
  const { ports } = deployment.table;
  const { twoVersions } = world.scenario.platform;
  const now = world.tasks.now();
  const drills: Ports['drills'] = {
    ...ports.drills,
    save: (save) => watchSave(world, deployment, save, onNewDrill),
    markQuarantined: (drillId, violation, at) => {
      watchQuarantined(world, deployment, drillId, violation);
      return ports.drills.markQuarantined(drillId, violation, at);
    },
  };
  if (twoVersions === null || now < twoVersions.from) return { ...ports, drills };
  if (now < twoVersions.until && world.dice.chance(0.5)) return older(world, deployment, { ...ports, drills });
  return {
    ...ports,
    drills: {
      ...drills,
      save: async (save: Parameters<typeof drills.save>[0]) => {
        const saved = await drills.save(save);
        if (saved.result === 'SAVED') deployment.newer.add(save.drill.drillId);
        if (saved.result === 'SAVED' && save.site !== undefined) deployment.newer.add('site');
        return saved;
      },
    },
  };
}

function older<Store extends Pick<Ports, 'drills' | 'effects' | 'sites' | 'inbox'>>(
  world: SeededWorld,
  deployment: Deployment,
  store: Store,
): Store {
  const refuseNewer = (what: string) => {
    if (!deployment.newer.has(what)) return;
    count(world, 'newer schema met');
    throw new OtherSchema(what, 'newer');
  };
  return {
    ...store,
    drills: {
      ...store.drills,
      load: async (drillId) => {
        refuseNewer(drillId);
        return store.drills.load(drillId);
      },
    },
    effects: {
      ...store.effects,
      load: async (drillId, effectId) => {
        refuseNewer(drillId);
        return store.effects.load(drillId, effectId);
      },
    },
    sites: {
      ...store.sites,
      load: async (site) => {
        refuseNewer('site');
        return store.sites.load(site);
      },
    },
  };
}

function slowed<Port extends object>(port: Port, invocation: Invocation): Port {
  return new Proxy(port, {
    get:
      (_, name) =>
      async (...all: unknown[]) => {
        await invocation.gate();
        const call = port[name as keyof Port] as (...all: unknown[]) => Promise<unknown>;
        const answer = await call(...all);
        await invocation.gate();
        return answer;
      },
  });
}

/** The fate of a write to the table. */
export function tableVerdict(world: SeededWorld): 'OK' | 'CONFLICT' | 'REPLY_LOST' | 'THROTTLED' {
  const { platform } = world.scenario;
  if (strikes(world, 'table conflict', platform.tableConflict)) return 'CONFLICT';
  if (strikes(world, 'table reply lost', platform.tableReplyLost)) return 'REPLY_LOST';
  return strikes(world, 'table throttled', platform.tableThrottled) ? 'THROTTLED' : 'OK';
}
