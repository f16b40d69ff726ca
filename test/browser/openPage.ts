import type { Browser, Page } from 'playwright-core';
import { inject } from 'vitest';
import { launchBrowser } from './launchBrowser.ts';

/** The browser of this test file; null where none runs. It must be closed. */
export async function openBrowser(): Promise<Browser | null> {
  const found = inject('chromium');
  return found === null ? null : launchBrowser(found);
}

/** How a page is looked at. */
export interface Look {
  colorScheme: 'light' | 'dark';
  width: number;
}

/** Opens a page in a window of its own, with every address that it asks for. */
export async function openPage(browser: Browser, html: string, { colorScheme, width }: Look): Promise<Opened> {
  const context = await browser.newContext({ colorScheme, viewport: { width, height: 900 } });
  const page = await context.newPage();
  const requests: string[] = [];
  page.on('request', (request) => void requests.push(request.url()));
  await page.setContent(html, { waitUntil: 'load' });
  return { page, requests, close: () => context.close() };
}

interface Opened {
  page: Page;
  requests: string[];
  close(): Promise<void>;
}
