import { expect, test } from 'vitest';
import { startsAnew } from '../../../src/page/start/startWords.ts';

test('servers that are chosen by tags may be others than those of the dry run, and that is said', () => {
  expect(startsAnew({ waves: [{ servers: { tags: { Tier: ['web'] } } }] })).toHaveLength(1);
  expect(startsAnew({ waves: [{ sourceServerIds: ['s-1'] }] })).toEqual([]);
  expect(startsAnew({ plan: 'web-shop' })).toEqual([]);
});
