import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { addExampleFunction } from '../../../src/simulator/local/exampleChecks.ts';
import { type LocalWorld, startLocalWorld } from '../../../src/simulator/local/localWorld.ts';
import { type Hop, startHop } from './hop.ts';
import { type ServedPage, servePage } from './servedPage.ts';

/** The local world, with the page before it. */
export interface PageWorld {
  local: LocalWorld;
  /** The servers, in the order of their options. */
  servers: string[];
  hop: Hop;
  page: ServedPage;
  stop(): Promise<void>;
}

/** Starts a world with these servers, and the page before it. */
export async function startPageWorld(options: ServerOptions[], speed = SPEED): Promise<PageWorld> {
  const servers: string[] = [];
  const local = await startLocalWorld({
    ...{ apiPort: 0, awsPort: 0, speed, seed: 1, folder: undefined, log: SILENT },
    furnish: (world, site) => {
      addExampleFunction(world, site);
      servers.push(...world.addServers(site, options));
    },
  });
  const started = await pageBefore({ local, servers });
  const { stop } = started;
  started.stop = async () => {
    await stop();
    await local.stop();
  };
  return started;
}

/** Serves the page before a world that runs, which goes on when the page is stopped. */
export async function pageBefore({ local, servers }: Pick<PageWorld, 'local' | 'servers'>): Promise<PageWorld> {
  const hop = await startHop(local.apiUrl);
  const started: PageWorld = {
    ...{ local, servers, hop, page: await servePage(hop.url) },
    stop: async () => {
      // Both may be others by now.
      for (const part of [started.page, started.hop]) await part.stop();
    },
  };
  return started;
}

/** Simulated seconds per second. Slow enough to look at a drill; a test that waits makes it hurry. */
const SPEED = 20;
const SILENT = { info: () => undefined, error: () => undefined };
