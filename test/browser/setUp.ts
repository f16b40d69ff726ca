import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type Chromium, findChromium } from './chromium.ts';

/** Finds the browser once for all tests, and builds the page. Without one, a build fails; on a machine of a person it says what is not tested. */
export default async function setUp({ provide }: TestProject): Promise<void> {
  const found = await findChromium();
  if ('missing' in found && process.env['CI'] !== undefined) throw new Error(`No browser runs here:\n${found.missing}`);
  if ('missing' in found) console.warn(`NOT TESTED: no browser runs here, so no page is looked at.\n${found.missing}`);
  provide('chromium', 'missing' in found ? null : found);
  if (!('missing' in found)) await promisify(execFile)(process.execPath, [BUILD]);
}

const BUILD = join(import.meta.dirname, '..', '..', 'src', 'page', 'build.ts');

declare module 'vitest' {
  interface ProvidedContext {
    /** Null: none runs here. */
    chromium: Chromium | null;
  }
}
