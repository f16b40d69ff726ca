import { expect, test } from 'vitest';
import { createPseudonyms } from '../../../src/simulator/observe/pseudonyms.ts';
import { createRecorder } from '../../../src/simulator/observe/recorder.ts';

const JOB = 'drsjob-04ca7d0d3fb6afa3e';
const NAME = 'drsjob-00000000000000001';

test('keeps an unchanged response once, with its first and last look', () => {
  const recorder = newRecorder();
  for (const at of ['1', '2', '3']) recorder.note('job', JOB, at, { status: 'STARTED' });
  recorder.note('job', JOB, '4', { status: 'COMPLETED' });
  expect(recorder.recording.seen.job[NAME]).toEqual([
    { from: '1', to: '3', what: { status: 'STARTED' } },
    { from: '4', to: '4', what: { status: 'COMPLETED' } },
  ]);
});

test('records as gone what a complete listing no longer shows, but not what was never there', () => {
  const recorder = newRecorder();
  const [gone, there] = ['i-0123456789abcdef0', 'i-0123456789abcdef1'];
  for (const one of [gone, there]) recorder.note('entry', one, '1', { isDrill: true });
  recorder.onlyThere('entry', new Set([there, 'i-0123456789abcdef2']), '2');
  const { entry } = recorder.recording.seen;
  expect(Object.keys(entry)).toHaveLength(2);
  expect(entry[recorder.names.of(gone)]?.at(-1)).toEqual({ from: '2', to: '2', what: null });
  expect(entry[recorder.names.of(there)]).toHaveLength(1);
});

test('counts unanswered calls by error', () => {
  const recorder = newRecorder();
  for (const how of ['DENIED', 'THROTTLED', 'DENIED']) recorder.unanswered('LookupEvents', how);
  expect(recorder.recording.unanswered).toEqual({ LookupEvents: { DENIED: 2, THROTTLED: 1 } });
});

test('names each omitted member once', () => {
  const recorder = newRecorder();
  for (const at of ['1', '2']) recorder.note('job', JOB, at, { status: 'STARTED', surprise: at });
  expect(recorder.recording.leftOut).toEqual({ job: ['surprise'] });
});

function newRecorder() {
  return createRecorder(createPseudonyms(), { productVersion: '1.0.0', region: 'eu-west-1', beganAt: '0' });
}
