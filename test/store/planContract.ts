import { describe, expect, test } from 'vitest';
import type { HistoryPage, PlanContent, PlanLine, Plans } from '../../src/flow/ports.ts';
import type { StorePorts } from '../../src/store/createStore.ts';
import { aDrill, anEntry, aSave, START } from '../builders.ts';

/** What every table that keeps plans must do. Each test has plans of its own. */
export function planContract(ports: () => StorePorts): void {
  const plans = new Proxy({} as Plans, { get: (_, name: keyof Plans) => ports().plans[name] });

  describe('a plan', () => {
    test('is found in its newest version, and each version as it was saved', async () => {
      // given
      const first = aPlan();
      const second = { ...first, version: 2, hash: 'b', body: { reason: 'é "2"', holdSeconds: 0, waves: [] } };
      // when
      expect([await plans.save(first, undefined), await plans.save(second, 1)]).toEqual([true, true]);
      // then
      expect(await plans.newest(first.name)).toEqual(second);
      expect(await plans.version(first.name, 1)).toEqual(first);
      expect(await plans.version(first.name, 2)).toEqual(second);
      expect(await plans.version(first.name, 3)).toBeUndefined();
      expect(await plans.lastVersion(first.name)).toBe(2);
    });

    test('that nobody has saved is not there', async () => {
      expect(await plans.newest('nobody-s')).toBeUndefined();
      expect(await plans.version('nobody-s', 1)).toBeUndefined();
      expect(await plans.lastVersion('nobody-s')).toBe(0);
      expect(await plans.delete('nobody-s', 1)).toBe(false);
      expect(await plans.versions('nobody-s', 10)).toEqual({ items: [], cursor: null });
    });

    test('is saved by one of two who have read the same version', async () => {
      // given
      const first = aPlan();
      await plans.save(first, undefined);
      const [one, other] = ['one', 'other'].map((by) => ({ ...first, version: 2, by }));
      // when
      const saved = [await plans.save(one ?? first, 1), await plans.save(other ?? first, 1)];
      // then
      expect(saved).toEqual([true, false]);
      expect(await plans.newest(first.name)).toEqual(one);
      expect(await plans.save({ ...first, version: 3 }, undefined)).toBe(false);
    });

    test('keeps every version: no save replaces one', async () => {
      const first = aPlan();
      await plans.save(first, undefined);
      expect(await plans.save({ ...first, by: 'another' }, 1)).toBe(false);
      expect(await plans.version(first.name, 1)).toEqual(first);
    });

    test('is deleted only in the version that was read; its versions stay, and their numbers go on', async () => {
      // given
      const first = aPlan();
      await plans.save(first, undefined);
      await plans.save({ ...first, version: 2 }, 1);
      // when
      expect([await plans.delete(first.name, 1), await plans.delete(first.name, 2)]).toEqual([false, true]);
      // then
      expect(await plans.newest(first.name)).toBeUndefined();
      expect(await plans.version(first.name, 1)).toEqual(first);
      expect(await plans.lastVersion(first.name)).toBe(2);
      expect(await plans.save({ ...first, version: 3 }, undefined)).toBe(true);
      expect(await plans.newest(first.name)).toMatchObject({ version: 3 });
    });

    test('has its line in the list of plans, by name and page by page, until it is deleted', async () => {
      // given
      const base = aPlan().name;
      const names = ['-', '.', '0', 'A', 'Z', '_', 'a', 'a-b', 'ab'].map((end) => `${base}${end}`);
      for (const name of names.toReversed()) await plans.save(aPlan({ name }), undefined);
      await plans.delete(names[2] ?? '', 1);
      // when
      const listed = await pagesOf((cursor) => plans.list(2, cursor));
      // then
      const mine = listed.filter(({ name }) => name.startsWith(base));
      expect(mine.map(({ name }) => name)).toEqual(names.toSpliced(2, 1).toSorted());
      expect(mine[0]).toEqual(lineOf(aPlan({ name: names[0] ?? '' })));
    });

    test('has its versions in a list, newest first and page by page, even when it is deleted', async () => {
      // given
      const { name } = aPlan();
      for (let version = 1; version <= 11; version++)
        await plans.save(aPlan({ name, version }), version === 1 ? undefined : version - 1);
      await plans.save(aPlan(), undefined);
      await plans.delete(name, 11);
      // when
      const listed = await pagesOf((cursor) => plans.versions(name, 3, cursor));
      // then
      expect(listed.map(({ version }) => version)).toEqual([11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect(listed.at(-1)).toEqual(lineOf(aPlan({ name })));
    });

    test('refuses the cursor of another list', async () => {
      const [one, other] = [aPlan(), aPlan()];
      for (const version of [1, 2]) await plans.save({ ...one, version }, version === 1 ? undefined : 1);
      const { cursor } = await plans.versions(one.name, 1);
      await expect(plans.versions(other.name, 1, cursor ?? '')).rejects.toThrow('The cursor');
      await expect(plans.list(1, cursor ?? '')).rejects.toThrow('The cursor');
    });
  });

  describe('the request of a drill, as it was given', () => {
    test('is kept with its first save, and later saves leave it alone', async () => {
      // given
      const drill = aDrill({ drillId: `d-given-${++count}` });
      // when
      await ports().drills.save(aSave(drill, { given: '{"reason":"é"}' }));
      await ports().drills.save(aSave(drill, { readVersion: 1, entry: anEntry(drill, 2) }));
      // then
      expect(await ports().drills.given(drill.drillId)).toBe('{"reason":"é"}');
    });

    test('is not there for a drill that was saved without it', async () => {
      const drill = aDrill({ drillId: `d-given-${++count}` });
      await ports().drills.save(aSave(drill));
      expect(await ports().drills.given(drill.drillId)).toBeUndefined();
      expect(await ports().drills.given('d-nobody-s')).toBeUndefined();
    });
  });
}

let count = 0;

function aPlan(more: Partial<PlanContent> = {}): PlanContent {
  const body = { description: 'What it is for', holdSeconds: 60, reason: 'rehearsal', waves: [] };
  return { name: `plan-${++count}`, version: 1, hash: 'a', body, by: 'arn:alice', at: START, ...more };
}

function lineOf({ body: _, ...content }: PlanContent): PlanLine {
  return { ...content, description: 'What it is for' };
}

async function pagesOf(page: (cursor: string | undefined) => Promise<HistoryPage<PlanLine>>): Promise<PlanLine[]> {
  const all: PlanLine[] = [];
  for (let next: string | null | undefined; next !== null; ) {
    const { items, cursor } = await page(next);
    all.push(...items);
    next = cursor;
  }
  return all;
}
