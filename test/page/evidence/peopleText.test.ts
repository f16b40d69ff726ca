import { expect, test } from 'vitest';
import { attestedText, verdictsText } from '../../../src/page/evidence/peopleText.ts';
import { at } from '../drill/drills.ts';

const verdict = { name: 'login-works', kind: 'VERDICT' as const, state: 'PASSED' as const, by: 'ann' };

test('a report names whoever gave a verdict, and says where nobody did', () => {
  const late = { ...verdict, name: 'orders-work', state: 'TIMED_OUT' as const, by: null };
  expect(verdictsText([verdict, late])).toBe('login-works: PASSED, by ann; orders-work: TIMED_OUT, by nobody');
  expect(verdictsText([{ ...verdict, kind: 'TCP', by: null }])).toBe('none requested');
});

test('an attestation in a note stands apart from the verdicts', () => {
  expect(attestedText([{ at: at(1), by: 'bob', accepted: false, text: 'too slow' }])).toBe('not accepted by bob');
  expect(attestedText([])).toBe('none');
});
