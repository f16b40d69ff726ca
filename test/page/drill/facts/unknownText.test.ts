import { expect, test } from 'vitest';
import { unknownText } from '../../../../src/page/drill/facts/unknownText.ts';

test('what an ended drill did not show is promised to nobody', () => {
  expect(unknownText('not counted', { phase: 'LAUNCHING' })).toBe('not counted yet');
  expect(unknownText('not counted', { phase: 'ENDED' })).toBe('not counted');
});
