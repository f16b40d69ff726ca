import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DRILL_COLUMNS, FIRST_COLUMNS } from '../../../src/page/drills/drillColumns.tsx';
import { PAGE_SIZES, preferencesOf } from '../../../src/page/drills/drillsPreferences.ts';

test('a browser that has kept nothing shows the first columns', () => {
  const { contentDisplay, pageSize } = preferencesOf(null);
  expect(contentDisplay.filter(({ visible }) => visible).map(({ id }) => id)).toEqual(FIRST_COLUMNS);
  expect(pageSize).toBe(25);
});

test('what somebody chose is kept, in its order', () => {
  const chosen = {
    pageSize: 100,
    wrapLines: true,
    contentDisplay: [
      { id: 'outcome', visible: true },
      { id: 'drill', visible: true },
    ],
  };
  const { pageSize, wrapLines, contentDisplay } = preferencesOf(JSON.stringify(chosen));
  expect([pageSize, wrapLines]).toEqual([100, true]);
  expect(contentDisplay.slice(0, 2)).toEqual(chosen.contentDisplay);
});

test('a column that an older version did not have is there, but hidden', () => {
  const { contentDisplay } = preferencesOf(
    '{"contentDisplay":[{"id":"drill","visible":true},{"id":"removed","visible":true}]}',
  );
  expect(contentDisplay.map(({ id }) => id).toSorted()).toEqual(DRILL_COLUMNS.map(({ id }) => id).toSorted());
  expect(contentDisplay.filter(({ visible }) => visible).map(({ id }) => id)).toEqual(['drill']);
});

test('whatever is kept, the list can be shown', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (kept) => {
      const { contentDisplay, pageSize } = preferencesOf(kept);
      expect(contentDisplay.length).toBeGreaterThanOrEqual(DRILL_COLUMNS.length);
      expect(PAGE_SIZES).toContain(pageSize);
    }),
  );
});
