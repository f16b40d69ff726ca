import { type Browser, chromium } from 'playwright-core';
import type { Chromium } from './chromium.ts';

/** Starts the browser that was found. It must be closed. */
export async function launchBrowser(found: Chromium | { missing: string }): Promise<Browser> {
  if ('missing' in found) throw new Error(`No browser runs here:\n${found.missing}`);
  const { executablePath, env } = found;
  return chromium.launch({ executablePath, env: { ...process.env, ...env }, args: ARGS });
}

/** The package's own arguments take the security of the web away. The window is larger than what is looked at. */
const ARGS = ['--headless=shell', '--no-sandbox', '--window-size=1600,1200'];
