import { describe, expect, test } from 'vitest';
import type { DrillSummary, Trial } from '../../../src/page/api/client.ts';
import { candidatesOf } from '../../../src/page/drill/evidence/candidates.ts';
import { alikeLines, changeText, lineWords, valueText } from '../../../src/page/drill/evidence/differences.ts';
import { fileAddress } from '../../../src/page/drill/evidence/fileAddress.ts';
import { verdictWords } from '../../../src/page/drill/evidence/verdictWords.ts';
import { at } from './drills.ts';

describe('the verdict', () => {
  test('of a drill that was stopped says nothing bad about its servers', () => {
    expect(verdictWords({ computed: 'FAILED', outcome: 'YIELDED' }).text).toBe(
      'Not passed: gave way to a real recovery',
    );
  });

  test('of a dry run says that it was one', () => {
    expect(verdictWords({ computed: 'PASSED_WITH_CONDITIONS', outcome: 'READY' }).text).toBe(
      'Dry run: passed with conditions',
    );
  });

  test('of a running drill is none yet', () => {
    expect(verdictWords({ computed: null, outcome: null }).text).toBe('No verdict yet');
  });
});

describe('what differs', () => {
  const times = { what: 'launch, seconds' };

  test('is said with its unit, and bounds with both', () => {
    expect(lineWords(times)).toBe('launch');
    expect(valueText(times, 512.3)).toBe('8 min 32 s');
    expect(valueText({ what: 'recovery time, seconds' }, '1098.107 to 1123.916')).toBe('18 min 18 s to 18 min 44 s');
    expect(valueText({ what: 'purpose' }, '12 to 13')).toBe('12 to 13');
    expect(valueText(times, null)).toBe('absent or not measured');
  });

  test('has a change only between two exact numbers', () => {
    expect(changeText({ ...times, a: 500, b: 440 })).toBe('−1 min');
    expect(changeText({ ...times, a: 500, b: 500.4 })).toBe('less than 1 s');
    expect(changeText({ what: 'wave', a: 1, b: 2 })).toBe('+1');
    expect(changeText({ ...times, a: '1 to 2', b: 3 })).toBeNull();
  });

  test('is one line where it is alike for many servers', () => {
    const line = { what: 'volumes', a: 0, b: 1 };
    const lines = alikeLines([
      { ...line, of: 's-1' },
      { ...line, of: null, what: 'waves' },
      { ...line, of: 's-2' },
    ]);
    expect(lines.map(({ what, of }) => [what, of])).toEqual([
      ['volumes', ['s-1', 's-2']],
      ['waves', []],
    ]);
  });
});

test('a drill is compared with others of its plan and server, newest first, each once', () => {
  const one = (drillId: string, minutes: number) => ({ drillId, requestedAt: at(minutes), outcome: null });
  const ofPlan = [one('d-1', 1), one('d-3', 3)] as DrillSummary[];
  const ofServer = [one('d-3', 3), one('d-self', 4), one('d-2', 2)] as Trial[];
  expect(candidatesOf('d-self', ofPlan, ofServer).map(({ drillId }) => drillId)).toEqual(['d-3', 'd-2', 'd-1']);
});

test('a link to a file of evidence goes to https, or to the local world on this machine, and nowhere else', () => {
  const addresses = [
    'https://bucket.example/a',
    'http://127.0.0.1:9/a',
    'http://bucket.example/a',
    'javascript:alert(1)',
    '',
  ];
  expect(addresses.map((address) => fileAddress(address) !== null)).toEqual([true, true, false, false, false]);
});
