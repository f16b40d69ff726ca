import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Drill, type Instant, PHASES, type Phase } from '../../src/drill/drill.ts';
import type { DrillFilter, DrillQuery, Summary } from '../../src/flow/ports.ts';
import type { StorePorts } from '../../src/store/createStore.ts';
import { cursorOf } from '../../src/store/cursor.ts';
import { aDrill, aSave, SITE, START, someTerms } from '../builders.ts';

const EVERYTHING: DrillQuery = { from: null, to: null, by: null };

/** What every table's list of drills must do; random tests run this many times. */
export function listContract(ports: () => StorePorts, runs: number): void {
  describe('the list of drills', () => {
    test('shows the newest first, page by page, each once', async () => {
      // given
      const drills = await savedAt(newHour(), [0, 0, 1, 1, 2, 2, 3]);
      // when
      const pages = await pagesOf(windowOf(drills), 3);
      // then
      expect(pages.flat()).toEqual(newestFirst(drills));
      expect(pages.slice(0, 2).map((page) => page.length)).toEqual([3, 3]);
    });

    test.each<[string, Partial<Drill>, DrillFilter]>([
      ['phase', { phase: 'HOLDING' }, { filter: 'phase', value: 'HOLDING' }],
      ['outcome', { phase: 'ENDED', outcome: 'PASSED' }, { filter: 'outcome', value: 'PASSED' }],
      ['recovery plan', { terms: planned('Payroll') }, { filter: 'recoveryPlan', value: 'Payroll' }],
      ['site', { site: elsewhere() }, { filter: 'site', value: elsewhere() }],
      ['requester', { requestedBy: 'arn:alice' }, { filter: 'requestedBy', value: 'arn:alice' }],
    ])('shows the drills of one %s, newest first, in a period', async (_what, members, by) => {
      // given
      const hour = newHour();
      const wanted = await savedAt(hour, [0, 2, 2, 4], members);
      await savedAt(hour, [0, 1, 2, 3, 4], { phase: 'ENDED', outcome: 'FAILED', terms: planned('payroll') });
      // when
      const all = await pagesOf({ from: hour, to: hour + 5, by }, 2);
      const some = await pagesOf({ from: hour + 1, to: hour + 4, by }, 2);
      // then
      expect(all.flat()).toEqual(newestFirst(wanted));
      expect(some.flat()).toEqual(newestFirst(wanted.slice(1, 3)));
    });

    test('shows the drills of several phases as one list, newest first, page by page', async () => {
      // given
      const hour = newHour();
      const holding = await savedAt(hour, [0, 3, 3], { phase: 'HOLDING' });
      const launching = await savedAt(hour, [1, 2, 4, 5], { phase: 'LAUNCHING' });
      await savedAt(hour, [0, 1, 2, 3, 4, 5, 6], { phase: 'ENDED', outcome: 'PASSED' });
      const by = { filter: 'phases' as const, value: ['REQUESTED', 'LAUNCHING', 'HOLDING'] as const };
      // when
      const [small, large] = [2, 5];
      const pages = await pagesOf({ from: hour, to: hour + 7, by }, small);
      const largePages = await pagesOf({ from: hour, to: hour + 7, by }, large);
      // then
      const all = newestFirst([...holding, ...launching]);
      expect(pages.flat()).toEqual(all);
      expect(pages.slice(0, 3).map((page) => page.length)).toEqual([2, 2, 2]);
      // No phase alone fills a large page, and still there is another page.
      expect(largePages).toEqual([all.slice(0, large), all.slice(large)]);
    });

    test('shows what was requested from the first instant on, and not what was requested at the last', async () => {
      // given
      const hour = newHour();
      const [, first, , last] = await savedAt(hour, [-1, 0, 9, 10]);
      // when
      const listed = (await pagesOf({ from: hour, to: hour + 10, by: null }, 100)).flat();
      // then
      expect(listed).toContain(first?.drillId);
      expect(listed).not.toContain(last?.drillId);
      expect(listed).toHaveLength(2);
    });

    test('needs neither end of a period', async () => {
      // given
      const drills = await savedAt(newHour(), [0, 1, 2], { requestedBy: `arn:${newHour()}` });
      const by = { filter: 'requestedBy' as const, value: drills[0]?.requestedBy ?? '' };
      const second = drills[1]?.requestedAt ?? 0;
      // then
      expect((await pagesOf({ from: null, to: null, by }, 2)).flat()).toEqual(newestFirst(drills));
      expect((await pagesOf({ from: second, to: null, by }, 2)).flat()).toEqual(newestFirst(drills.slice(1)));
      expect((await pagesOf({ from: null, to: second, by }, 2)).flat()).toEqual(newestFirst(drills.slice(0, 1)));
    });

    test('is empty for a period before the first drill', async () => {
      const before = { from: Date.parse('1900-01-01T00:00:00Z'), to: Date.parse('1950-01-01T00:00:00Z'), by: null };
      expect(await ports().drills.list(before, 10)).toEqual({ summaries: [], cursor: null });
      expect(await ports().drills.list({ ...before, from: null, to: 0 }, 10)).toEqual({ summaries: [], cursor: null });
    });

    test('leads from page to page through drills that were requested in the same millisecond', async () => {
      // given
      const hour = newHour();
      const ids = ['-', '--', '-0', '0', '0-', '9', 'A', 'Z', 'Z-', 'Zz', '_', '__', 'a', 'a-', 'az', 'b', 'z', 'zz'];
      for (const id of ids) await saved({ drillId: `${hour}${id}`, requestedAt: hour });
      // when
      const pages = await pagesOf({ from: hour, to: hour + 1, by: null }, 1);
      // then
      expect(pages.flat()).toEqual(ids.map((id) => `${hour}${id}`).reverse());
    });

    test('moves a drill to its new phase, and to its outcome once it has ended', async () => {
      // given
      const hour = newHour();
      const stretch = { from: hour, to: hour + 1 };
      const found = async (by: DrillFilter) => (await pagesOf({ ...stretch, by }, 10)).flat().length;
      const [drill = aDrill()] = await savedAt(hour, [0], { phase: 'TERMINATING', outcome: 'FAILED' });
      expect(await found({ filter: 'outcome', value: 'FAILED' })).toBe(0);
      // when
      await ports().drills.save(aSave({ ...drill, phase: 'ENDED' }, { readVersion: 1, dueAt: undefined }));
      // then
      expect(await found({ filter: 'phase', value: 'TERMINATING' })).toBe(0);
      expect(await found({ filter: 'phase', value: 'ENDED' })).toBe(1);
      expect(await found({ filter: 'outcome', value: 'FAILED' })).toBe(1);
    });

    test('still shows a quarantined drill, under every filter', async () => {
      // given
      const hour = newHour();
      const [drill = aDrill()] = await savedAt(hour, [0], { terms: planned('Set aside') });
      // when
      await ports().drills.markQuarantined(drill.drillId, 'Its claims are gone.', hour);
      // then
      for (const by of [
        null,
        { filter: 'phase' as const, value: drill.phase },
        { filter: 'recoveryPlan' as const, value: 'Set aside' },
      ]) {
        const { summaries } = await ports().drills.list({ from: hour, to: hour + 1, by }, 10);
        expect(summaries).toMatchObject([{ drillId: drill.drillId, quarantined: 'Its claims are gone.' }]);
      }
    });

    test('finds the longest plans and requesters, and tells apart those that differ only at the end', async () => {
      // given
      const plan = `${'計'.repeat(255)}`;
      const requester = `arn:aws:iam::111122223333:role/${'\u{1f600}'.repeat(1000)}`;
      const hour = newHour();
      const [long] = await savedAt(hour, [0], { terms: planned(`${plan}一`), requestedBy: `${requester}1` });
      await savedAt(hour, [1], { terms: planned(`${plan}二`), requestedBy: `${requester}2` });
      // when
      const ofPlan = await pagesOf({ ...EVERYTHING, by: { filter: 'recoveryPlan', value: `${plan}一` } }, 10);
      const ofRequester = await pagesOf({ ...EVERYTHING, by: { filter: 'requestedBy', value: `${requester}1` } }, 10);
      // then
      expect(ofPlan.flat()).toEqual([long?.drillId]);
      expect(ofRequester.flat()).toEqual([long?.drillId]);
    });

    test('returns every drill exactly once, whatever the period and the page size', async () => {
      const offsets = fc.array(fc.nat(6), { maxLength: 12 });
      const property = fc.asyncProperty(
        offsets,
        fc.nat(7),
        fc.nat(7),
        fc.integer({ min: 1, max: 5 }),
        async (at, a, b, limit) => {
          const hour = newHour();
          const drills = await savedAt(hour, at);
          const [from, to] = [hour + Math.min(a, b), hour + Math.max(a, b) + 1];
          const wanted = drills.filter(({ requestedAt }) => from <= requestedAt && requestedAt < to);
          const pages = await pagesOf({ from, to, by: { filter: 'site', value: SITE } }, limit);
          expect(pages.flat()).toEqual(newestFirst(wanted));
        },
      );
      await fc.assert(property, { numRuns: runs });
    });

    test('returns every drill of some phases exactly once, whatever the phases and the page size', async () => {
      const property = fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(6), fc.constantFrom(...PHASES)), { maxLength: 12 }),
        fc.subarray([...PHASES], { minLength: 2 }),
        fc.integer({ min: 1, max: 5 }),
        async (placed, value, limit) => {
          const hour = newHour();
          const drills: Drill[] = [];
          for (const [offset, phase] of placed) drills.push(...(await savedAt(hour, [offset], { phase })));
          const wanted = drills.filter(({ phase }) => value.includes(phase));
          const pages = await pagesOf({ from: hour, to: hour + 7, by: { filter: 'phases', value } }, limit);
          expect(pages.flat()).toEqual(newestFirst(wanted));
        },
      );
      await fc.assert(property, { numRuns: runs });
    });
  });

  describe('a cursor', () => {
    test.each<[string, (query: DrillQuery) => DrillQuery]>([
      ['begins later', (query) => ({ ...query, from: (query.from ?? 0) + 1 })],
      ['ends later', (query) => ({ ...query, to: (query.to ?? 0) + 1 })],
      ['has no beginning', (query) => ({ ...query, from: null })],
      ['has a filter', (query) => ({ ...query, by: { filter: 'phase', value: 'REQUESTED' } })],
      ['has phases', (query) => ({ ...query, by: { filter: 'phases', value: ['REQUESTED', 'HOLDING'] } })],
    ])('is refused by a query that %s', async (_how, other) => {
      // given
      const query = windowOf(await savedAt(newHour(), [0, 1]));
      const { cursor } = await ports().drills.list(query, 1);
      // when
      const list = ports().drills.list(other(query), 1, cursor ?? '');
      // then
      await expect(list).rejects.toMatchObject({ code: 'invalid-parameter', status: 400 });
      await expect(list).rejects.toThrow('another query');
    });

    test('of one value of a filter is refused by another', async () => {
      // given
      const hour = newHour();
      await savedAt(hour, [0, 1], { requestedBy: `a${hour}` });
      const by = (value: string) => ({ ...EVERYTHING, by: { filter: 'requestedBy' as const, value } });
      const { cursor } = await ports().drills.list(by(`a${hour}`), 1);
      // then
      await expect(ports().drills.list(by(`b${hour}`), 1, cursor ?? '')).rejects.toThrow('another query');
    });

    test('of some phases is refused by others', async () => {
      // given
      const hour = newHour();
      await savedAt(hour, [0, 1], { phase: 'HOLDING' });
      const of = (value: Phase[]) => ({ from: hour, to: hour + 2, by: { filter: 'phases' as const, value } });
      const { cursor } = await ports().drills.list(of(['LAUNCHING', 'HOLDING']), 1);
      // then
      const others: Phase[] = ['LAUNCHING', 'HOLDING', 'TERMINATING'];
      await expect(ports().drills.list(of(others), 1, cursor ?? '')).rejects.toThrow('another query');
    });

    test('that no list can have returned is refused, without a query', async () => {
      const from = newHour();
      const query: DrillQuery = { from, to: from + 100, by: null };
      const forged = (...place: (string | number)[]) => cursorOf(['drills', from, from + 100, null], place);
      const strange = [
        '',
        'bm9uc2Vuc2U',
        '%%%',
        `${forged(from, 'a')}=`,
        forged(),
        forged(from),
        forged('', ''),
        forged(from - 1, 'a'),
        forged(from + 100, 'a'),
        forged('9'.repeat(16), 'a'),
        forged(-1, 'a'),
        forged(1.5, 'a'),
        forged(from, 'x'.repeat(65)),
        forged(from, 'a~'),
        forged(from, 'ä'),
        forged(from, 'a', 'b'),
        'A'.repeat(10_000),
      ];
      for (const cursor of strange) {
        await expect(ports().drills.list(query, 1, cursor), cursor).rejects.toMatchObject({
          code: 'invalid-parameter',
          status: 400,
        });
      }
      expect(await ports().drills.list(query, 1, forged(from, 'a'))).toEqual({ summaries: [], cursor: null });
    });
  });

  async function saved(members: Partial<Drill>): Promise<Drill> {
    const drill = aDrill(members);
    expect(await ports().drills.save(aSave(drill))).toEqual({ result: 'SAVED' });
    return drill;
  }

  /** Drills that were requested this many milliseconds after an instant, in an order that is not that of their ids. */
  async function savedAt(at: Instant, offsets: number[], members: Partial<Drill> = {}): Promise<Drill[]> {
    const drills: Drill[] = [];
    for (const offset of offsets) drills.push(await saved({ drillId: newId(), requestedAt: at + offset, ...members }));
    return drills;
  }

  async function pagesOf(query: DrillQuery, limit: number): Promise<string[][]> {
    const pages: string[][] = [];
    for (let next: string | null | undefined; next !== null; ) {
      const page: { summaries: Summary[]; cursor: string | null } = await ports().drills.list(query, limit, next);
      expect(page.summaries.length).toBeLessThanOrEqual(limit);
      pages.push(page.summaries.map(({ drillId }) => drillId));
      next = page.cursor;
      if (pages.length > PAGES_MAX) throw new Error('the pages do not end');
    }
    return pages;
  }
}

/** More than any test has. */
const PAGES_MAX = 50;

let hours = 0;

/** The beginning of an hour in which no other test has a drill. */
function newHour(): Instant {
  hours++;
  return START + 1_000_000_000 + hours * 3_600_000;
}

let ids = 0;

function newId(): string {
  ids++;
  return `l${String((ids * 7919) % 100_003).padStart(23, '0')}`;
}

function planned(recoveryPlan: string) {
  return someTerms({ recoveryPlan });
}

function elsewhere() {
  return { ...SITE, region: 'us-west-2' };
}

function windowOf(drills: Drill[]): DrillQuery {
  const times = drills.map(({ requestedAt }) => requestedAt);
  return { from: Math.min(...times), to: Math.max(...times) + 1, by: null };
}

function newestFirst(drills: Drill[]): string[] {
  const inOrder = [...drills].sort((a, b) => b.requestedAt - a.requestedAt || (a.drillId < b.drillId ? 1 : -1));
  return inOrder.map(({ drillId }) => drillId);
}
