import { describe, expect, test } from 'vitest';
import type { DrillSummary, Trial } from '../../../src/page/api/client.ts';
import { candidatesOf, proposedOf } from '../../../src/page/evidence/candidates.ts';
import { differenceSentence } from '../../../src/page/evidence/differenceSentence.ts';
import { alikeLines, changeText, lineWords, orderedParts, valueText } from '../../../src/page/evidence/differences.ts';
import { fileAddress } from '../../../src/page/evidence/fileAddress.ts';
import { unsealedNotes } from '../../../src/page/evidence/unsealedNotes.ts';
import { verdictWords } from '../../../src/page/evidence/verdictWords.ts';
import { at } from '../drill/drills.ts';

describe('the verdict', () => {
  test('of a drill that was stopped says nothing bad about its servers', () => {
    expect(verdictWords({ computed: 'FAILED', outcome: 'YIELDED', conditions: [] }).text).toBe(
      'Not passed: gave way to a real recovery',
    );
  });

  test('of a dry run says that it was one', () => {
    expect(verdictWords({ computed: 'PASSED_WITH_CONDITIONS', outcome: 'READY', conditions: [] }).text).toBe(
      'Dry run: passed, with conditions',
    );
  });

  test('of a running drill is none yet', () => {
    expect(verdictWords({ computed: null, outcome: null, conditions: [] }).text).toBe('No verdict yet');
  });
});

describe('the conditions of a pass', () => {
  const judged = { computed: 'PASSED_WITH_CONDITIONS' as const, outcome: 'PASSED' as const };
  const simulated = 'It ran in a SIMULATED world: nothing of it took place on AWS.';

  test('are said with it, so that nobody reads two verdicts', () => {
    expect(verdictWords({ ...judged, conditions: [simulated] }).text).toBe(
      'Passed, with conditions: the world was simulated',
    );
    expect(verdictWords({ ...judged, conditions: ['The guard had to terminate instances.', simulated] }).text).toBe(
      'Passed, with conditions: The guard had to terminate instances, and 1 more',
    );
  });

  test('are counted where they are too long for a heading', () => {
    expect(verdictWords({ ...judged, conditions: ['x'.repeat(300)] }).text).toBe('Passed, with a condition');
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
    expect(valueText({ what: 'version of the plan' }, null)).toBe('none');
  });

  test('begins with how it went, and ends with how it was requested and with hashes', () => {
    const line = { of: null, a: 'x', b: 'y' };
    const hash = { ...line, what: 'SHA-256 of the request' };
    const parts = orderedParts([
      { part: 'PLAN', lines: [hash, { ...line, what: 'purpose' }], leftOut: 0 },
      {
        part: 'FINDINGS',
        lines: [
          { ...line, what: 'verdict' },
          { ...line, what: 'outcome' },
        ],
        leftOut: 0,
      },
    ]);
    expect(parts.flatMap(({ lines }) => lines.map(({ what }) => what))).toEqual([
      ...['outcome', 'verdict', 'purpose', 'SHA-256 of the request'],
    ]);
  });

  test('is said first in a sentence, with the server whose recovery changed most', () => {
    const a = { drillId: 'd-1', outcome: 'PASSED', endedAt: null };
    const b = { drillId: 'd-2', outcome: 'FAILED', endedAt: null };
    const what = 'recovery time, seconds';
    const lines = [
      { of: 's-1', what, a: '100 to 110', b: '111 to 120' },
      { of: 's-2', what, a: 100, b: 142 },
      { of: 's-3', what, a: '100 to 400', b: '300 to 500' },
    ];
    const names = new Map([['s-2', 'demo-002']]);
    expect(differenceSentence({ a, b, parts: [{ part: 'TIMES', lines, leftOut: 0 }] }, names)).toBe(
      'B FAILED, A PASSED; recovery time 42 s longer on demo-002.',
    );
    expect(differenceSentence({ a, b: a, parts: [{ part: 'TIMES', lines: lines.slice(2), leftOut: 0 }] }, names)).toBe(
      'Both PASSED.',
    );
    expect(differenceSentence({ a, b: { ...b, outcome: null }, parts: [] }, names)).toBe(
      'B has no outcome yet, A PASSED.',
    );
  });

  test('says that no difference of recovery times can be shown where the API lists none', () => {
    const a = { drillId: 'd-1', outcome: 'PASSED', endedAt: null };
    const sentence = (outcome: string) => differenceSentence({ a, b: { ...a, outcome }, parts: [] }, new Map());
    expect(sentence('PASSED')).toBe('Both PASSED; no difference of recovery times can be shown.');
    expect(sentence('REJECTED')).toBe('B REJECTED, A PASSED.');
    const parts = [{ part: 'TIMES' as const, lines: [], leftOut: 3 }];
    expect(differenceSentence({ a, b: a, parts }, new Map())).toBe('Both PASSED.');
  });

  test('has a change between numbers, with bounds where they have bounds', () => {
    expect(changeText({ ...times, a: 500, b: 440 })).toBe('−1 min');
    expect(changeText({ ...times, a: 500, b: 500.4 })).toBe('less than 1 s');
    expect(changeText({ what: 'wave', a: 1, b: 2 })).toBe('+1');
    expect(changeText({ ...times, a: '1 to 2', b: 5 })).toBe('+3 s to +4 s');
    expect(changeText({ ...times, a: '10 to 20', b: '15 to 30' })).toBe('−5 s to +20 s');
    expect(changeText({ ...times, a: 'yes', b: 3 })).toBeNull();
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

test('a dry run is not proposed for a comparison while there is a drill', () => {
  const candidate = { dryRun: false, outcome: 'PASSED', because: 'the same server' };
  const candidates = [
    { ...candidate, drillId: 'd-3', requestedAt: at(30), dryRun: true, outcome: 'CANCELLED' },
    { ...candidate, drillId: 'd-2', requestedAt: at(20) },
  ];
  expect(proposedOf(candidates, at(40))).toBe('d-2');
  expect(proposedOf(candidates.slice(0, 1), at(40))).toBe('d-3');
  expect(proposedOf([], at(40))).toBe('');
});

test('notes after the newest sealed part are not sealed yet', () => {
  const notes = [{ at: at(1) }, { at: at(8) }, { at: at(9) }];
  expect(unsealedNotes(notes, [{ sealedAt: at(5) }])).toBe(2);
  expect(unsealedNotes(notes, [{ sealedAt: at(5) }, { sealedAt: at(10) }])).toBe(0);
  expect(unsealedNotes(notes, [])).toBe(0);
});
