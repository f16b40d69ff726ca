import { expect, test } from 'vitest';
import { ageText, bandText, narrowAgeText } from '../../../src/page/coverage/proofAge.ts';
import { serverSentence } from '../../../src/page/coverage/serverSentence.ts';
import { aFinding, aPass, aServer } from './servers.ts';

test('a cell is named by what it shows, and by its evidence and its finding', () => {
  expect(serverSentence(aServer({ lastPassed: aPass(12.5), finding: aFinding() }))).toBe(
    'web-1 12 d since its proof, BOOTED. Finding: launch failed.',
  );
});

test('a server without a name is called by its id', () => {
  expect(serverSentence(aServer({ hostname: ' ', drills: 0, lastPassed: null }))).toBe(
    's-00000000000000001 never drilled.',
  );
});

test('an age is said in whole days, and never is no age', () => {
  expect([ageText(3600), ageText(86_400 * 2.9), ageText(null)]).toEqual(['<1 d', '2 d', 'never']);
  expect([narrowAgeText(3600), narrowAgeText(undefined)]).toEqual(['<1', '✕']);
});

test('the legend says from when to when', () => {
  expect(bandText('OVERDUE', { days: 90, isOwn: false })).toBe('overdue, 90 to 180 days');
  expect(bandText('OLD', { days: 30, isOwn: true })).toBe('20 to 30 days');
});
