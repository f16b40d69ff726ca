import { describe, expect, test } from 'vitest';
import { EMPTY_NOTE, noteBody, noteFaults } from '../../../src/page/actions/noteDraft.ts';

describe('a note', () => {
  test('needs a text, and what its kind needs', () => {
    expect(Object.keys(noteFaults(EMPTY_NOTE))).toEqual(['text']);
    expect(Object.keys(noteFaults({ ...EMPTY_NOTE, kind: 'OBSERVER', text: 'Was there' }))).toEqual(['person']);
    expect(Object.keys(noteFaults({ ...EMPTY_NOTE, kind: 'ATTESTATION', text: 'Fine' }))).toEqual(['accepted']);
  });

  test('links its follow-up only by https', () => {
    const faults = (trackerUrl: string) => noteFaults({ ...EMPTY_NOTE, kind: 'LESSON', text: 'Learn', trackerUrl });
    expect(Object.keys(faults('http://tracker.example/1'))).toEqual(['trackerUrl']);
    expect(faults('https://tracker.example/1')).toEqual({});
    expect(faults('')).toEqual({});
  });

  test('is sent on one line, with the members of its kind and no others', () => {
    const draft = { ...EMPTY_NOTE, text: ' One\n  two ', person: 'Ada', role: '', accepted: true };
    expect(noteBody({ ...draft, kind: 'PARTICIPANT' })).toEqual({
      kind: 'PARTICIPANT',
      text: 'One two',
      person: 'Ada',
    });
    expect(noteBody({ ...draft, kind: 'ATTESTATION' })).toEqual({
      kind: 'ATTESTATION',
      text: 'One two',
      accepted: true,
    });
    expect(noteBody({ ...draft, kind: 'REMARK' })).toEqual({ kind: 'REMARK', text: 'One two' });
  });
});
