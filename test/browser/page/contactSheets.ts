import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import type { ServerOptions } from '../../../src/simulator/aws/drs/sourceServers.ts';
import { findChromium } from '../chromium.ts';
import { launchBrowser } from '../launchBrowser.ts';
import type { Look } from '../openPage.ts';
import { ESTATE_SERVERS, type Estate, makeEstate } from './estate.ts';
import { HOSTILE, textsReplaced } from './hostileTexts.ts';
import { LARGE_SERVERS, makeLargeEstate } from './largeEstate.ts';
import { type PageWorld, startPageWorld } from './pageWorld.ts';
import { type Picture, writeSheets } from './sheets.ts';
import { viewsOf } from './views.ts';
import { watchedPage } from './watchedPage.ts';

/**
 * Makes pictures of every view and lays them on sheets, for people to look at (`npm run page:sheets -- FOLDER`). `--sheet
 * TEXT` makes only the sheets whose names contain it, as in `few 390 dark`.
 */
interface Sheet {
  name: string;
  looks: Look[];
  /** Changes what stands behind the page. */
  prepare(world: PageWorld): void;
}

const LOOKS: Look[] = [
  { width: 1440, colorScheme: 'light' },
  { width: 1440, colorScheme: 'dark' },
  { width: 390, colorScheme: 'light' },
  { width: 390, colorScheme: 'dark' },
];
const [WIDE_LIGHT, , , NARROW_DARK] = LOOKS as [Look, Look, Look, Look];

const EXPECTED = { statuses: [400, 401, 403, 404, 502], noAnswer: true };
/** As long as a reason or a host name may be; the pictures of longer ones show nothing else. */
const TEXT_LENGTH = 256;
const HEIGHT_MAX = 3000;
const SCREEN_HEIGHT = 900;
const RESIZED_MS = 200;

const FEW: Sheet[] = [
  { name: 'few', looks: LOOKS, prepare: () => undefined },
  {
    name: 'long texts',
    looks: [WIDE_LIGHT, NARROW_DARK],
    prepare: ({ hop }) => {
      hop.edit = (body) => textsReplaced(body, HOSTILE.slice(0, TEXT_LENGTH));
    },
  },
  {
    name: 'refused',
    looks: [WIDE_LIGHT, NARROW_DARK],
    prepare: ({ hop }) => {
      hop.behind = { status: 403, body: { message: 'Forbidden' } };
    },
  },
  {
    name: 'nobody answers',
    looks: [WIDE_LIGHT, NARROW_DARK],
    prepare: ({ hop }) => {
      hop.behind = 'NOBODY';
    },
  },
];

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { sheet: { type: 'string', default: '' } },
});
const folder = positionals[0] ?? join('dist', 'sheets');
await mkdir(folder, { recursive: true });
const browser = await launchBrowser(await findChromium());
await sheetsOf(browser, ESTATE_SERVERS, makeEstate, FEW);
await sheetsOf(browser, LARGE_SERVERS, makeLargeEstate, [{ name: 'many', looks: LOOKS, prepare: () => undefined }]);
await browser.close();

async function sheetsOf(
  browser: Browser,
  servers: ServerOptions[],
  make: (world: PageWorld) => Promise<Estate>,
  sheets: Sheet[],
): Promise<void> {
  const wanted = sheets.flatMap((sheet) =>
    sheet.looks.map((look) => ({ ...sheet, look, title: titleOf(sheet, look) })),
  );
  const chosen = wanted.filter(({ title }) => title.includes(values.sheet));
  if (chosen.length === 0) return;
  const world = await startPageWorld(servers);
  const estate = await make(world);
  for (const { prepare, look, title } of chosen) {
    prepare(world);
    const pictures = await picturesOf(browser, world, { estate, look, title });
    await writeSheets(browser, pictures, { folder, title, look });
    world.hop.behind = 'API';
    world.hop.edit = undefined;
  }
  await world.stop();
}

interface Looking {
  estate: Estate;
  look: Look;
  title: string;
}

function titleOf({ name }: Sheet, { width, colorScheme }: Look): string {
  return `${name} ${width} ${colorScheme}`;
}

async function picturesOf(browser: Browser, world: PageWorld, { estate, look, title }: Looking): Promise<Picture[]> {
  const wanted = viewsOf(estate, world.servers[0] ?? '');
  const behind = world.hop.behind;
  world.hop.behind = 'API';
  const { page, open, faults, close } = await watchedPage(browser, world.page, look, EXPECTED);
  world.hop.behind = behind;
  const pictures: Picture[] = [];
  for (const { name, path } of wanted) {
    await open(path).catch((error: Error) => {
      throw new Error(`${title}: ${name} at ${path}`, { cause: error });
    });
    pictures.push({ name: `${name}  ${path}`, png: await tallPicture(page, look) });
    const width = await page.evaluate<number>('document.documentElement.scrollWidth');
    if (width > look.width) faults.push(`${path} is ${width} pixels wide`);
  }
  await close();
  if (faults.length > 0) process.stderr.write(`${title}: ${[...new Set(faults)].join('\n')}\n`);
  return pictures;
}

/** All of a view at once. A picture of more than the window would misplace what keeps to the window's edges. */
async function tallPicture(page: Page, { width }: Look): Promise<Buffer> {
  const height = await page.evaluate<number>('document.documentElement.scrollHeight');
  await page.setViewportSize({ width, height: Math.min(Math.max(height, SCREEN_HEIGHT), HEIGHT_MAX) });
  await page.waitForTimeout(RESIZED_MS);
  const png = await page.screenshot();
  await page.setViewportSize({ width, height: SCREEN_HEIGHT });
  return png;
}
