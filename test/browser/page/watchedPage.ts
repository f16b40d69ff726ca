import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import type { Look } from '../openPage.ts';
import type { ServedPage } from './servedPage.ts';

/** A window of a person who has signed in. Everything that goes wrong in it is written down. */
export interface Watched {
  page: Page;
  /** Opens a view by its address, and waits until it has been read. */
  open(path: string): Promise<void>;
  /** What no test wants: errors of the page and of its console, and requests that leave this machine. */
  faults: string[];
  /** Every request of the window, in order. */
  requests: string[];
  close(): Promise<void>;
}

/** What a test expects of the window besides nothing. */
export interface Expected {
  /** Statuses of refusals, which the browser reports in its console. */
  statuses?: number[];
  /** Chromium also says there when a request gets no answer. */
  noAnswer?: boolean;
  /** Errors that the page reports in its console. */
  errors?: RegExp[];
}

/** Opens a window that has signed in. */
export async function watchedPage(
  browser: Browser,
  served: ServedPage,
  look: Look,
  expected: Expected = {},
): Promise<Watched> {
  const { colorScheme, width } = look;
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const faults: string[] = [];
  const requests: string[] = [];
  await keepToLoopback(context, faults);
  const page = await context.newPage();
  context.on('request', (request) => void requests.push(`${request.method()} ${request.url()}`));
  page.on('pageerror', (error) => void faults.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => {
    faults.push(`dialog: ${dialog.message()}`);
    dialog.dismiss().catch(() => undefined);
  });
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type()) && !isExpected(message.text(), expected)) {
      faults.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    }
  });
  await signIn(page, served);
  const open = (path: string) => opened(page, served.origin + path);
  return { page, open, faults, requests, close: () => context.close() };
}

/** Waits until nothing on the view says that it is still being read. */
async function opened(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.locator('main h1').first().waitFor();
  await settled(page);
}

/** Waits until the view has read what it shows. */
export async function settled(page: Page): Promise<void> {
  // Twice, because a view that has just loaded begins to read a moment later.
  for (let look = 0; look < 2; look += 1) {
    await page
      .locator('main')
      .getByText(/^Reading /)
      .first()
      .waitFor({ state: 'hidden', timeout: SETTLED_MS_MAX });
    await page.waitForTimeout(SETTLING_MS);
  }
}

const SETTLING_MS = 100;
const SETTLED_MS_MAX = 20_000;

/** Acts in a window, keeps a picture of it if that fails, and refuses whatever went wrong in it. */
export async function watching(watched: Watched, act: (watched: Watched) => Promise<void>): Promise<void> {
  try {
    await act(watched);
    if (watched.faults.length > 0) throw new Error(`the page has faults:\n${[...new Set(watched.faults)].join('\n')}`);
  } catch (error) {
    const path = join(await mkdtemp(join(tmpdir(), 'drs-drill-page-')), 'failed.png');
    await watched.page.screenshot({ path, fullPage: true }).catch(() => undefined);
    console.error(`the page at ${watched.page.url()} when the test failed: ${path}`);
    throw error;
  } finally {
    await watched.close();
  }
}

/** A request that would leave this machine does not, and is a fault. */
async function keepToLoopback(context: BrowserContext, faults: string[]): Promise<void> {
  await context.route('**/*', (route) => {
    const { protocol, hostname } = new URL(route.request().url());
    if (hostname === '127.0.0.1' || ['data:', 'blob:', 'about:'].includes(protocol)) return route.continue();
    faults.push(`left this machine: ${route.request().url()}`);
    return route.abort();
  });
}

function isExpected(text: string, { statuses = [], noAnswer = false, errors = [] }: Expected): boolean {
  const status = /the server responded with a status of (\d+)/.exec(text)?.[1];
  if (status !== undefined) return statuses.includes(Number(status));
  return (noAnswer && /net::ERR_/.test(text)) || errors.some((error) => error.test(text));
}

async function signIn(page: Page, served: ServedPage): Promise<void> {
  await page.goto(await served.signInAddress());
  await page.locator('main h1').first().waitFor();
}
