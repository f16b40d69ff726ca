import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { called } from './apiCalls.ts';
import { confirmed } from './confirmed.ts';
import { startHop } from './hop.ts';
import type { PageTests } from './pageTests.ts';

const NOTE = 'the cable of the second switch was loose';

/** What a page does while the API behind a hop of its own is away for a minute. */
export function longOutage({ visitingApart }: PageTests, drillId: () => string): void {
  test('a page says so within seconds, keeps what is read and written, asks less and less, and then goes on by itself', async () => {
    await visitingApart(
      async ({ page, open, requests }, world) => {
        // given: a person who writes a note
        const { local, hop } = world;
        await open(`/drills/${drillId()}/notes`);
        await page.evaluate("window.wasLoaded = 'once'");
        await page.getByRole('button', { name: 'Add a note' }).first().click();
        const question = page.getByRole('dialog', { name: 'Add the note' });
        await question.getByLabel('Text').fill(NOTE);
        // when: nobody listens any more
        await hop.stop();
        const [stoppedMs, before] = [Date.now(), requests.length];
        const message = page.getByText(/cannot be reached.*Trying again/s).first();
        await message.waitFor({ timeout: SAID_MS_MAX });
        await question.getByRole('button', { name: 'Add the note' }).click();
        await question.getByText('It is not known whether this was done').waitFor();
        await sleep(stoppedMs + AWAY_MS - Date.now());
        // then
        await message.waitFor();
        expect(await page.getByText('held before the outage').count()).toBeGreaterThan(0);
        expect(await question.getByLabel('Text').inputValue()).toBe(NOTE);
        const counts = Object.entries(countsOf(requests.slice(before)));
        expect(counts.filter(([, count]) => count > READS_MAX)).toEqual([]);
        // when: the API is back at the same address
        world.hop = await startHop(local.apiUrl, Number(new URL(hop.url).port));
        await message.waitFor({ state: 'hidden', timeout: PAUSE_MS_MAX });
        await confirmed(page, 'Add the note');
        // then
        await page.getByRole('tabpanel').getByText(NOTE).waitFor();
        expect(await page.evaluate('window.wasLoaded')).toBe('once');
        expect(await notesOf(local.apiUrl, drillId())).toEqual([NOTE]);
        const { requests: passed } = world.hop;
        expect(passed.filter((request) => !request.startsWith('GET '))).toEqual([`POST /v1/drills/${drillId()}/notes`]);
      },
      { statuses: [502] },
    );
  });
}

const AWAY_MS = 60_000;
/** Two reads of a running drill, and their answers. */
const SAID_MS_MAX = 8000;
/** The longest pause of the page between two reads. */
const PAUSE_MS_MAX = 60_000;
/** Of one address in the minute; every three seconds would be twenty. */
const READS_MAX = 9;

function countsOf(requests: string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const request of requests) counts[request] = (counts[request] ?? 0) + 1;
  return counts;
}

async function notesOf(api: string, drillId: string): Promise<string[]> {
  const { notes } = await called<{ notes: { text: string }[] }>(api, 'GET', `/v1/drills/${drillId}/notes`);
  return notes.map(({ text }) => text);
}
