import { expect, test } from 'vitest';
import { objectivesText, recoveryPointText } from '../../../src/page/words/termTexts.ts';

test('objectives are said as they were set', () => {
  expect(objectivesText({})).toBeNull();
  expect(objectivesText({ recoveryTimeSeconds: 1800 })).toBe('recovery time 30 min');
});

test('a recovery point before an attack is said with its time', () => {
  expect(recoveryPointText({ type: 'AT_OR_BEFORE', at: '2026-12-01T02:00:00.000Z' })).toBe(
    'the newest at or before 2026-12-01 02:00:00 UTC',
  );
});
