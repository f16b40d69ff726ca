import type { Page } from 'playwright-core';

/** What is measured on a page, in milliseconds. */
export type Measured = Record<Measure, number | undefined>;

export type Measure = 'first paint' | 'content' | 'typing' | 'tab' | 'tab content' | 'next page' | 'hover';

/** A page to measure: where it is, when it is complete, and how it is used. */
export interface Subject {
  name: string;
  path: string;
  /** Selects something that is there once the content is. */
  content: string;
  typing?(page: Page): Promise<void>;
  tab?(page: Page): Promise<void>;
  /** Selects something that is there once the content of the tab is. */
  tabContent?: string;
  nextPage?(page: Page): Promise<void>;
  hover?(page: Page): Promise<void>;
}

/** Opens a page in a fresh tab, waits for its content, and uses it. */
export async function measured(page: Page, origin: string, subject: Subject): Promise<Measured> {
  await page.addInitScript(watchingFor(subject));
  await page.goto(origin + subject.path);
  const content = (await page.evaluate(CONTENT).catch((error: unknown) => {
    throw new Error(`${subject.name} has no ${subject.content}`, { cause: error });
  })) as number;
  await page.waitForTimeout(SETTLED_MS);
  // The browser notes it some time after the paint itself.
  const firstPaint = (await page.evaluate(FIRST_PAINT)) as number;
  return {
    'first paint': firstPaint,
    content,
    typing: await answered(page, 'keydown', subject.typing),
    hover: await answered(page, 'pointermove', subject.hover),
    tab: await answered(page, 'pointerdown', subject.tab),
    'tab content': await shown(page, subject.tabContent),
    'next page': await answered(page, 'pointerdown', subject.nextPage),
  };
}

const SETTLED_MS = 500;
const CONTENT = `Promise.race([window.bench.content, new Promise((_, reject) => setTimeout(() => reject(new Error('no content')), 30000))])`;
const FIRST_PAINT = `performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN`;

/** The median time from an event of this type to the paint after it. */
async function answered(page: Page, type: string, use?: (page: Page) => Promise<void>): Promise<number | undefined> {
  if (use === undefined) return undefined;
  await page.evaluate(`window.bench.begin('${type}')`);
  await use(page);
  await page.waitForTimeout(100);
  return (await page.evaluate('window.bench.end()')) as number;
}

/** The time from the newest event to the paint of what this selects. */
async function shown(page: Page, selector?: string): Promise<number | undefined> {
  if (selector === undefined) return undefined;
  return (await page.evaluate('window.bench.tabContent.then((at) => at - window.bench.eventAt())')) as number;
}

/** In the page: when content was painted, and how long after an event the next frame was. */
function watchingFor({ content, tabContent = '' }: Subject): string {
  return `(() => {
    const painted = (done) => requestAnimationFrame(() => { const channel = new MessageChannel(); channel.port1.onmessage = () => done(performance.now()); channel.port2.postMessage(0); });
    let type, times, eventAt;
    const heard = (event) => { const began = eventAt = event.timeStamp; painted((now) => times?.push(now - began)); };
    const paintOf = (selector) => new Promise((resolve) => {
      if (selector === '') return;
      const look = () => { if (document.querySelector(selector) !== null) { observer.disconnect(); painted(resolve); } };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true });
    });
    window.bench = {
      content: paintOf(${JSON.stringify(content)}),
      tabContent: paintOf(${JSON.stringify(tabContent)}),
      eventAt: () => eventAt,
      begin(wanted) { type = wanted; times = []; addEventListener(type, heard, true); },
      end() { removeEventListener(type, heard, true); const sorted = times.sort((a, b) => a - b); times = undefined; return sorted[Math.floor(sorted.length / 2)] ?? NaN; },
    };
  })()`;
}
