import { expect, test } from 'vitest';
import { SECOND_MS } from '../../src/drill/bounds.ts';
import { Unavailable } from '../../src/flow/errors.ts';
import { lineOfStarts } from '../../src/flow/perform/startLine.ts';
import { createMemoryTable } from '../../src/simulator/memory/memoryTable.ts';
import { SITE, START } from '../builders.ts';

test('a start with nobody ahead begins at once, without the line', async () => {
  const given = aSite();
  expect(await given.line().mayTry(1)).toBe(true);
  expect(given.time.now).toBe(START);
  expect(await given.ahead()).toBe(0);
});

test('a start follows those that came before it, and precedes those that come later', async () => {
  // given
  const given = aSite();
  const before = await given.stand(4);
  const line = given.line();
  await line.pause(1);
  await given.stand(4);
  const pause = given.whenPausing(() => given.leave(before));
  // when
  const mayTry = await line.mayTry(1);
  // then
  expect([mayTry, pause.count]).toEqual([true, 1]);
});

test('functions that crashed in the line block nobody permanently', async () => {
  const given = aSite();
  await given.stand(10);
  expect(await given.line().mayTry(1)).toBe(true);
  expect(given.time.now - START).toBeLessThan(20 * SECOND_MS);
});

test('a start that has been saved is answered although its place in the line cannot be given back', async () => {
  const given = aSite();
  const line = given.line();
  await line.pause(1);
  given.table.ports.sites.leaveLine = async () => {
    throw new Unavailable('the table is throttled');
  };
  await expect(line.leave()).resolves.toBeUndefined();
});

test('a start continues when the table does not answer about the line', async () => {
  const given = aSite();
  given.table.ports.sites.standInLine = given.table.ports.sites.aheadOf = async () => {
    throw new Unavailable('the table is throttled');
  };
  const line = given.line();
  expect(await line.mayTry(1)).toBe(true);
  await expect(line.pause(1)).resolves.toBeUndefined();
});

/** A site whose time passes only by pauses. */
function aSite() {
  const time = { now: START, ids: 0, onPause: async () => {} };
  const table = createMemoryTable({ now: () => time.now, onChange: () => undefined });
  const { sites } = table.ports;
  const clock = {
    now: () => time.now,
    pause: async (milliseconds: number) => {
      time.now += milliseconds;
      await time.onPause();
    },
  };
  const ids = { next: () => String(time.ids++).padStart(4, '0'), random: () => 0.5 };
  return {
    time,
    table,
    line: () => lineOfStarts({ clock, sites }, SITE, ids.next()),
    ahead: () => sites.aheadOf(SITE, { ticketId: 'z', at: time.now }, 0),
    async stand(starts: number) {
      const tickets = Array.from({ length: starts }, () => ({ ticketId: ids.next(), at: time.now }));
      for (const ticket of tickets) await sites.standInLine(SITE, ticket);
      return tickets;
    },
    async leave(tickets: { ticketId: string; at: number }[]) {
      for (const ticket of tickets) await sites.leaveLine(SITE, ticket);
    },
    whenPausing(act: () => Promise<void>) {
      const pause = { count: 0 };
      time.onPause = async () => {
        pause.count += 1;
        await act();
      };
      return pause;
    },
  };
}
