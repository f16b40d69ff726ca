import { expect, test } from 'vitest';
import { PART_SAID } from '../../../src/evidence/forms/words.ts';
import { PART_WORDS } from '../../../src/page/evidence/differences.ts';

test('the parts of a difference are called in the page as in the report', () => {
  expect(PART_WORDS).toEqual(PART_SAID);
});
