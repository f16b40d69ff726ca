import { expect, test } from 'vitest';
import { hardStopLabel } from '../../../../src/page/drill/hold/hardStopLabel.ts';

const HARD_STOP_AT = '2026-12-01T05:00:00.000Z';
const LATER_MS = Date.parse('2026-12-01T09:00:00.000Z');

test('a drill that ended before its hard stop did not need it', () => {
  expect(hardStopLabel('2026-12-01T03:00:00.000Z', HARD_STOP_AT, LATER_MS)).toBe('Hard stop (not needed)');
});

test('a drill that still ran then had one', () => {
  expect(hardStopLabel(null, HARD_STOP_AT, LATER_MS)).toBe('Hard stop was at');
  expect(hardStopLabel(null, HARD_STOP_AT, Date.parse('2026-12-01T03:00:00.000Z'))).toBe('Hard stop');
});
