import type { InMemoryClient } from '../src/simulator/aws/inProcessClients.ts';
import type { OtherWorld } from '../src/simulator/aws/simulatedAws.ts';
import type { StorePorts } from '../src/store/createStore.ts';

/** Measures where the time of a run in memory goes. */
export interface Stopwatch {
  /** Runs a function of the product. If it advances a drill, it does so last. */
  time(work: () => Promise<void>): Promise<void>;
  /** Wraps simulated AWS and its clients. Their time does not count as the product's. */
  watchingWorld(world: OtherWorld): OtherWorld;
  watchingClient(client: InMemoryClient): InMemoryClient;
  /** Wraps the table. Every advance begins by reading the inbox. */
  watchingTable(table: StorePorts): StorePorts;
  /** The product's share of the time. */
  productShare(): number;
  /** The milliseconds of each advance, in order. */
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

/** The CPU time of this thread so far, in milliseconds. Waiting for a core does not count. */
export function threadMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
}
