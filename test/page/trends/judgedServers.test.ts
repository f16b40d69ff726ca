import { expect, test } from 'vitest';
import { REGRESSION_SAMPLES_MIN } from '../../../src/drill/bounds.ts';
import { JUDGED_MIN, noRegression } from '../../../src/page/trends/judgedServers.ts';
import { aDay, around } from './statistics.ts';

const server = (count: number) => aDay('s-1', { by: 'server', recoveryTimeAtLeastSeconds: { ...around(500), count } });

test('without a drill, or with too few of them, nothing is said to be as fast as before', () => {
  expect(noRegression([])).toMatchObject({ isKnown: false, text: expect.stringContaining('Not known yet') });
  expect(noRegression([server(JUDGED_MIN - 1)]).isKnown).toBe(false);
});

test('that nothing got slower is said with the number of servers that were judged, and of the others', () => {
  expect(noRegression([server(6), server(7), server(1)])).toEqual({
    isKnown: true,
    text: 'No: none of the 2 servers with enough drills is slower than its own history. 1 other cannot be judged yet. A server is judged once 6 of its drills have a recovery time.',
  });
  expect(noRegression([server(6)]).text).toBe(
    'No: the one server with enough drills is not slower than its own history.',
  );
});

test('a server is judged by as many drills here as in the API', () => {
  expect(JUDGED_MIN).toBe(REGRESSION_SAMPLES_MIN + 1);
});
