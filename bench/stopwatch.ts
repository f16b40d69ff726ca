import type { InMemoryClient } from '../src/simulator/aws/inProcessClients.ts';
import type { OtherWorld } from '../src/simulator/aws/simulatedAws.ts';
import type { StorePorts } from '../src/store/createStore.ts';

/** Where the time of a run in memory goes. */
export interface Stopwatch {
  /** Runs a function of the product; when it advances a drill, that is the last thing it does. */
  time(work: () => Promise<void>): Promise<void>;
  /** The simulated AWS and the clients that reach it; their time is not the product's. */
  watchingWorld(world: OtherWorld): OtherWorld;
  watchingClient(client: InMemoryClient): InMemoryClient;
  /** The table, whose inbox is the first thing that an advance asks for. */
  watchingTable(table: StorePorts): StorePorts;
  /** Which part of the time was the product's. */
  productShare(): number;
  /** The milliseconds of each advance, in their order. */
  advances: number[];
}

export function createStopwatch(): Stopwatch {
  const spent = { functions: 0, calls: 0, happenings: 0 };
  const advances: number[] = [];
  let beganAt: number | undefined;
  return {
    async time(work) {
      const began = performance.now();
      beganAt = undefined;
      await work();
      const ended = performance.now();
      spent.functions += ended - began;
      if (beganAt !== undefined) advances.push(ended - beganAt);
    },
    watchingWorld: (world) => ({
      ...world,
      advance: (to) => added(spent, 'happenings', () => world.advance(to)),
    }),
    watchingClient: (client) => ({ send: (command) => added(spent, 'calls', () => client.send(command)) }),
    watchingTable: (table) => ({
      ...table,
      inbox: {
        ...table.inbox,
        unread: (drillId, limit) => {
          beganAt ??= performance.now();
          return table.inbox.unread(drillId, limit);
        },
      },
    }),
    productShare: () => (spent.functions - spent.calls) / (spent.functions + spent.happenings),
    advances,
  };
}

function added<Name extends string, Result>(spent: Record<Name, number>, name: Name, work: () => Result): Result {
  const began = performance.now();
  try {
    return work();
  } finally {
    spent[name] += performance.now() - began;
  }
}

/** What this thread has worked so far, in milliseconds; waiting for its turn on a core does not count. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
