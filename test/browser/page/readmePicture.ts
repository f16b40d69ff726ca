import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { findChromium } from '../chromium.ts';
import { launchBrowser } from '../launchBrowser.ts';
import { called, inPhase, startedDrill } from './apiCalls.ts';
import { hurrying } from './hurrying.ts';
import { type PageWorld, startPageWorld } from './pageWorld.ts';
import { watchedPage } from './watchedPage.ts';

/** Makes the picture of the page in the README: a drill in the middle of its hold (`npm run docs:picture`). */
const FILE = join(import.meta.dirname, '..', '..', '..', 'docs', 'pictures', 'drill.webp');
const WIDTH = 1440;
const HEIGHT = 1380;
const BYTES_MAX = 300_000;
/** Of the hold of two hours. */
const HELD_MS_LEFT = 4_500_000;

const SERVERS: ServerOptions[] = [
  { hostname: 'identity-1' },
  { hostname: 'db-1' },
  {
    hostname: 'db-2',
    outcome: 'FAILS_CONVERSION',
    errorText: 'Conversion failed: the boot volume has no operating system',
  },
  { hostname: 'web-1' },
  { hostname: 'web-2' },
];

const browser = await launchBrowser(await findChromium());
const world = await startPageWorld(SERVERS);
const drillId = await hurrying(world.local, heldDrill(world));
const { page, open } = await watchedPage(browser, world.page, { colorScheme: 'light', width: WIDTH });
await page.setViewportSize({ width: WIDTH, height: HEIGHT });
await open(`/drills/${drillId}`);
await page.getByText('Now: HOLDING').waitFor();
// So that the servers are in the picture.
const result = page.getByRole('button', { name: 'Result and request' });
if ((await result.getAttribute('aria-expanded')) === 'true') await result.click();
// The clock of the page needs two answers to know how fast the simulated one runs.
await page.waitForTimeout(5000);
const picture = await webpOf(page);
if (picture.length > BYTES_MAX) throw new Error(`the picture has ${picture.length} bytes`);
await mkdir(join(FILE, '..'), { recursive: true });
await writeFile(FILE, picture);
process.stdout.write(`${FILE}: ${picture.length} bytes\n`);
await browser.close();
await world.stop();

/** A drill in three waves with a failed server; a check has passed, and a verdict is awaited. */
async function heldDrill({ local, servers }: PageWorld): Promise<string> {
  const api = local.apiUrl;
  const [identity, db, failing, ...web] = servers;
  const body = {
    waves: [[identity], [db, failing], web].map((sourceServerIds) => ({ sourceServerIds })),
    holdSeconds: 7200,
    onLaunchFailure: 'CONTINUE',
    checks: [
      { name: 'shop-answers', kind: 'HTTP', tls: false, of: { wave: 3 } },
      { name: 'orders-work', kind: 'VERDICT' },
    ],
    objectives: { recoveryTimeSeconds: 5400, recoveryPointSeconds: 900 },
    recoveryPlan: 'web-shop',
    reason: 'Quarterly rehearsal of the web shop',
  };
  const drillId = await startedDrill(api, body);
  await inPhase(api, drillId, 'HOLDING');
  for (;;) {
    const { hold } = await called<{ hold: { until: string } }>(api, 'GET', `/v1/drills/${drillId}`);
    if (Date.parse(hold.until) - local.clock.now() < HELD_MS_LEFT) return drillId;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Smaller than a PNG of the same sharpness; GitHub shows it. */
async function webpOf(page: Page): Promise<Buffer> {
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, width: WIDTH, height: HEIGHT, scale: 1 };
  const { data } = await session.send('Page.captureScreenshot', { format: 'webp', quality: 90, clip });
  return Buffer.from(data, 'base64');
}
