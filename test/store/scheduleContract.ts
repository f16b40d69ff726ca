import { beforeEach, describe, expect, test } from 'vitest';
import type { PlanSchedules } from '../../src/flow/ports.ts';
import { aSchedule } from '../builders.ts';
import type { TableUnderTest } from './contract.ts';

/** What every table that keeps schedules must do. The table may have those of earlier tests. */
export function scheduleContract(open: () => Promise<TableUnderTest>): void {
  let schedules: PlanSchedules;
  beforeEach(async () => {
    schedules = (await open()).ports.planSchedules;
    for (const { name } of (await schedules.list(100)).items)
      await schedules.delete(name, (await schedules.load(name)).version);
  });

  describe('a schedule', () => {
    test('is created once, and replaced only on the version that was read', async () => {
      const saved = [
        await schedules.save(aSchedule(), 0),
        await schedules.save(aSchedule({ planVersion: 4 }), 0),
        await schedules.save(aSchedule({ planVersion: 5 }), 1),
        await schedules.save(aSchedule({ planVersion: 6 }), 1),
      ];
      expect(saved).toEqual([true, false, true, false]);
      expect(await schedules.load('nightly')).toEqual({ value: aSchedule({ planVersion: 5 }), version: 2 });
    });

    test('is unknown until it is created, and after it was deleted on the version that was read', async () => {
      const before = await schedules.load('nightly');
      await schedules.save(aSchedule(), 0);
      const deleted = [await schedules.delete('nightly', 2), await schedules.delete('nightly', 1)];
      const after = await schedules.load('nightly');
      expect([before, deleted, after]).toEqual([
        { value: undefined, version: 0 },
        [false, true],
        { value: undefined, version: 0 },
      ]);
      expect(await schedules.delete('nightly', 1)).toBe(false);
    });

    test('is listed by name, page by page', async () => {
      for (const name of ['weekly', 'Nightly', 'a.b', 'nightly']) await schedules.save(aSchedule({}, name), 0);
      const first = await schedules.list(3);
      const second = await schedules.list(3, first.cursor ?? undefined);
      expect([first, second].map(({ items }) => items.map(({ name }) => name))).toEqual([
        ['Nightly', 'a.b', 'nightly'],
        ['weekly'],
      ]);
      expect(second.cursor).toBeNull();
      await expect(schedules.list(3, 'bm9uc2Vuc2U')).rejects.toMatchObject({ code: 'invalid-parameter' });
    });
  });
}
