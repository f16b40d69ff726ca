import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { type Look, openBrowser } from '../openPage.ts';
import { type PageWorld, pageBefore, startPageWorld } from './pageWorld.ts';
import { type Expected, type Watched, watchedPage, watching } from './watchedPage.ts';

/** A world, its page and a browser for the tests of a file. */
export interface PageTests {
  world(): PageWorld;
  /** Acts in a window of its own. Where no browser runs, the set-up has said that nothing was looked at. */
  visiting(act: (watched: Watched) => Promise<void>, expected?: Expected, look?: Look): Promise<void>;
  /** The same with a page of its own before the world, for a test that stops things beside others. */
  visitingApart(act: (watched: Watched, world: PageWorld) => Promise<void>, expected?: Expected): Promise<void>;
}

/** Starts them before the tests of this file, and stops them afterwards. */
export function pageTests(
  servers: ServerOptions[],
  prepare: (world: PageWorld) => Promise<void> = async () => undefined,
): PageTests {
  let browser: Browser | null = null;
  let world: PageWorld | null = null;
  beforeAll(async () => {
    browser = await openBrowser();
    if (browser === null) return;
    world = await startPageWorld(servers);
    await prepare(world);
  }, PREPARED_MS_MAX);
  afterAll(async () => {
    await browser?.close();
    await world?.stop();
  });
  const started = () => {
    if (world === null) throw new Error('the world has not started');
    return world;
  };
  const visiting: PageTests['visiting'] = async (act, expected = {}, look = WIDE) => {
    if (browser !== null) await watching(await watchedPage(browser, started().page, look, expected), act);
  };
  const visitingApart: PageTests['visitingApart'] = async (act, expected = {}) => {
    if (browser === null) return;
    const apart = await pageBefore(started());
    try {
      await watching(await watchedPage(browser, apart.page, WIDE, expected), (watched) => act(watched, apart));
    } finally {
      await apart.stop();
    }
  };
  return { world: started, visiting, visitingApart };
}

const WIDE: Look = { colorScheme: 'light', width: 1440 };

/** Mostly waiting for drills; much longer than on a quiet machine. */
const PREPARED_MS_MAX = 180_000;
