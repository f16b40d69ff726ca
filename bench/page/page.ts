import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { readPageFiles } from '../../src/cli/page/pageFiles.ts';
import { startPageServer } from '../../src/cli/page/pageServer.ts';
import { findChromium } from '../../test/browser/chromium.ts';
import { launchBrowser } from '../../test/browser/launchBrowser.ts';
import type { Estate } from '../../test/browser/page/estate.ts';
import { LARGE_SERVERS, makeLargeEstate } from '../../test/browser/page/largeEstate.ts';
import { startPageWorld } from '../../test/browser/page/pageWorld.ts';
import { figure, tableText } from '../markdown.ts';
import { atMost, type Goal } from '../section.ts';
import { type Measure, type Measured, measured, type Subject } from './measured.ts';
import { startRecordedApi } from './recordedApi.ts';
import { allScripts, scriptSizes } from './scriptSizes.ts';

/**
 * `npm run bench:page`: how long the views take until their content is there and until they answer, with 300 servers and
 * 10,000 drills, as ratios to an empty page of Cloudscape that is built and served in the same way. Each run opens every
 * page once, in turn, so that other load on the machine meets all of them.
 */
const RUNS = Number(process.argv[2] ?? 9);
const RATIO_MAX = 1.5;
/** At 60 pictures a second. What is answered within one is not seen as a delay, so it counts as one. */
const FRAME_MS = 1000 / 60;
const GZIP_KILOBYTES_MAX = 450;
const MEASURES: Measure[] = ['first paint', 'content', 'typing', 'tab', 'tab content', 'next page', 'hover'];
/** The empty page reads nothing and draws no content, so these are told and not judged. */
const UNJUDGED: Measure[] = ['content', 'tab content'];

const PROJECT = join(import.meta.dirname, '..', '..');
const [PAGE, EMPTY] = [join(PROJECT, 'dist', 'page'), join(PROJECT, 'dist', 'empty')];
await promisify(execFile)(process.execPath, [join(PROJECT, 'src/page/build.ts')]);
await promisify(execFile)(process.execPath, [
  join(PROJECT, 'src/page/build.ts'),
  join(import.meta.dirname, 'empty'),
  EMPTY,
]);

const world = await startPageWorld(LARGE_SERVERS);
const estate = await makeLargeEstate(world);
const api = await startRecordedApi(world.local.apiUrl);
const browser = await launchBrowser(await findChromium());
const pages = [
  await served(EMPTY, emptyPage()),
  ...(await Promise.all(viewsOf(estate).map((view) => served(PAGE, view)))),
];
const runs: Measured[][] = [];
// The first run asks the API, whose answers are then kept.
for (let run = 0; run <= RUNS; run += 1) {
  const one: Measured[] = [];
  for (const { subject, origin, cookies } of pages)
    one.push(await inNewWindow(browser, cookies, (page) => measured(page, origin, subject)));
  if (run > 0) runs.push(one);
}
await browser.close();
await world.stop();

const sizes = await scriptSizes(PAGE);
const rows = pages.map(({ subject }, index) => [subject.name, ...MEASURES.map((measure) => cell(index, measure))]);
const goals = [
  ...ratioGoals(),
  atMost('KB of script (gzip) of the largest view', (sizes[0]?.gzipBytes ?? Number.NaN) / 1000, GZIP_KILOBYTES_MAX),
];
const judged = goals.map((goal) => [goal.sentence, figure(goal.limit), figure(goal.measured), goal.met ? 'yes' : 'NO']);
process.stdout.write(`Median milliseconds of ${RUNS} runs, at least one frame, and the ratio to the empty page:\n\n`);
process.stdout.write(`${tableText({ head: ['page', ...MEASURES], rows })}\n\n`);
process.stdout.write(
  `${tableText({ head: ['scripts of', 'KB gzip'], rows: [...sizes.map(({ view, gzipBytes }) => [view, figure(gzipBytes / 1000)]), ['all views together', figure((await allScripts(PAGE)) / 1000)]] })}\n\n`,
);
process.stdout.write(`${tableText({ head: ['goal', 'limit', 'measured', 'met'], rows: judged })}\n`);
process.exit(0);

type Cookies = Awaited<ReturnType<Awaited<ReturnType<Browser['newContext']>>['cookies']>>;

/** A server of its own for each page, which signs in once. */
async function served(
  folder: string,
  subject: Subject,
): Promise<{ subject: Subject; origin: string; cookies: Cookies }> {
  const transport = {
    api: api.url,
    sign: async ({ headers }: { headers: Record<string, string> }) => new Headers(headers),
    ...{ profile: undefined, token: undefined, timeoutSeconds: 30, retries: 0 },
    interrupted: new AbortController().signal,
    log: () => undefined,
  };
  const session = { api: api.url.href, authentication: 'NONE' as const, profile: null, version: 'bench' };
  const server = await startPageServer({
    port: 0,
    files: await readPageFiles(folder),
    session,
    transport,
    onSignIn: () => undefined,
  });
  const context = await browser.newContext();
  await (await context.newPage()).goto(server.signInAddress());
  const cookies = await context.cookies();
  await context.close();
  return { subject, origin: `http://127.0.0.1:${server.port}`, cookies };
}

async function inNewWindow<Result>(
  browser: Browser,
  cookies: Cookies,
  act: (page: Page) => Promise<Result>,
): Promise<Result> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  const result = await act(await context.newPage());
  await context.close();
  return result;
}

function emptyPage(): Subject {
  return {
    name: 'empty page of Cloudscape',
    path: '/',
    content: 'main table',
    typing: typingIn('main input'),
    tab: (page) => page.getByRole('tab', { name: 'Second' }).click(),
    tabContent: '.second',
    nextPage: async (page) => {
      await page.getByRole('tab', { name: 'First' }).click();
      await page.getByRole('button', { name: '2' }).click();
    },
    hover: hoveringOver('main th'),
  };
}

function viewsOf({ drills }: Estate): Subject[] {
  return [
    {
      name: '10,000 drills',
      path: '/drills',
      content: 'main tbody tr:nth-child(10)',
      typing: typingIn('main input'),
      nextPage: (page) => page.getByRole('button', { name: 'Older drills' }).click(),
      hover: hoveringOver('main tbody tr'),
    },
    { name: 'coverage of 300 servers', path: '/coverage', content: '.heat-cell', hover: hoveringOver('.heat-cell') },
    {
      name: 'a drill of 150 servers',
      path: `/drills/${drills.holding}`,
      content: 'main a[href^="/servers/"]',
      typing: typingIn('main input'),
      tab: (page) => page.getByRole('tab', { name: 'Timeline' }).click(),
      tabContent: '.timeline-grid',
      hover: hoveringOver('main tbody tr'),
    },
  ];
}

function typingIn(selector: string): (page: Page) => Promise<void> {
  return async (page) => {
    await page.locator(selector).first().focus();
    await page.keyboard.type('rehearsal', { delay: 60 });
    await page.keyboard.press('Escape');
  };
}

function hoveringOver(selector: string): (page: Page) => Promise<void> {
  return async (page) => {
    for (let index = 0; index < 3; index += 1) {
      await page.locator(selector).nth(index).hover({ force: true });
      await page.waitForTimeout(60);
    }
  };
}

function medianOf(index: number, measure: Measure): number {
  const values = runs.flatMap((run) => run[index]?.[measure] ?? []).toSorted((one, other) => one - other);
  return Math.max(values[Math.floor(values.length / 2)] ?? Number.NaN, FRAME_MS);
}

function cell(index: number, measure: Measure): string {
  const value = medianOf(index, measure);
  return Number.isNaN(value) ? '–' : `${figure(value)} (${figure(value / medianOf(0, measure))})`;
}

function ratioGoals(): Goal[] {
  return pages.slice(1).flatMap(({ subject }, view) =>
    MEASURES.filter((measure) => !UNJUDGED.includes(measure)).flatMap((measure) => {
      const ratio = medianOf(view + 1, measure) / medianOf(0, measure);
      return Number.isNaN(ratio)
        ? []
        : [atMost(`${subject.name}: ${measure} over that of the empty page`, ratio, RATIO_MAX)];
    }),
  );
}
