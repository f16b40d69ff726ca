import { expect, test } from 'vitest';
import { foundAlike } from '../../../../src/page/drill/alerts/foundAlike.ts';

const claimed = { check: 'not-claimed', message: 'The server is claimed.', remedy: 'Try again later.' };
const quota = { check: 'quota', message: 'DRS has no room.', remedy: 'Wait.' };

test('the same words about many servers are said once', () => {
  const found = [{ ...claimed, sourceServerId: 's-1' }, quota, { ...claimed, sourceServerId: 's-2' }];
  expect(foundAlike(found)).toEqual([
    { ...claimed, sourceServerIds: ['s-1', 's-2'] },
    { ...quota, sourceServerIds: [] },
  ]);
});

test('other words about another server are said too', () => {
  const other = { ...claimed, message: 'The server is claimed by drill d-2.', sourceServerId: 's-2' };
  expect(foundAlike([{ ...claimed, sourceServerId: 's-1' }, other])).toHaveLength(2);
});
