import { expect, test } from 'vitest';
import { timeUnitOf } from '../../../src/page/words/timeUnit.ts';

test('an axis has the unit in which its largest duration is easy to read', () => {
  const titles = [[], [null], [119], [120, 3], [7200], [200_000]].map((all) => timeUnitOf(all).title);
  expect(titles).toEqual(['Seconds', 'Seconds', 'Seconds', 'Minutes', 'Hours', 'Days']);
});
