import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Draft, firstDraft, waveOf } from '../../../src/page/start/draft.ts';
import { draftFaults } from '../../../src/page/start/draftFaults.ts';

const SCHEMA = JSON.parse(readFileSync('docs/plan.schema.json', 'utf8'));
const SERVER = 's-0123456789abcdef0';

describe('what is wrong with a drill by hand', () => {
  test('a whole request has no fault', () => {
    const checks = [
      { key: '1', kind: 'TCP', name: 'port-open', port: 443, control: { port: 9999 } },
      {
        key: '2',
        kind: 'LAMBDA',
        name: 'orders',
        text: '{"functionArn":"arn:aws:lambda:eu-west-1:111122223333:function:f"}',
      },
    ];
    const recoveryPoint = { type: 'AT_OR_BEFORE', at: '2026-12-01T00:00:00.000Z' };
    expect(draftFaults(byHand({ reason: 'rehearsal', checks, recoveryPoint }), SCHEMA)).toEqual([]);
  });

  test('what is missing is named at its field', () => {
    expect(draftFaults(byHand({ holdSeconds: undefined }), SCHEMA)).toEqual([
      { pointer: '/holdSeconds', message: 'is required' },
      { pointer: '/reason', message: 'is required' },
    ]);
  });

  test('no server is one fault, not one for each way to choose some', () => {
    expect(draftFaults(byHand({ reason: 'r', waves: [waveOf([])] }), SCHEMA)).toEqual([
      { pointer: '/waves', message: 'Choose at least one server, or a wave by tags.' },
    ]);
  });

  test('a check is judged by its own kind', () => {
    const checks = [
      { key: '1', kind: 'TCP', name: 'port open', port: 70_000 },
      { key: '2', kind: 'SSM', name: 'selftest', text: '{"documents":"x"}' },
    ];
    expect(draftFaults(byHand({ reason: 'r', checks }), SCHEMA)).toEqual([
      { pointer: '/checks/0/name', message: 'has a character or a form that is not allowed' },
      { pointer: '/checks/0/port', message: 'must be from 1 to 65535' },
      { pointer: '/checks/1/document', message: 'is required' },
      { pointer: '/checks/1/documents', message: 'is unknown or not allowed here' },
    ]);
  });

  test('a check whose text is no JSON says so, and nothing else', () => {
    const checks = [{ key: '1', kind: 'SSM', name: 'selftest', text: '{"document"' }];
    expect(draftFaults(byHand({ reason: 'r', checks }), SCHEMA)).toEqual([
      { pointer: '/checks/0', message: expect.stringContaining('not a JSON object') },
    ]);
  });

  test('a duration outside its limits names them', () => {
    expect(draftFaults(byHand({ reason: 'r', bootSecondsMax: 1 }), SCHEMA)).toEqual([
      { pointer: '/bootSecondsMax', message: 'must be from 60 to 7200' },
    ]);
  });
});

describe('what is wrong with the start of a plan', () => {
  test('nothing, when only the plan is named', () => {
    expect(draftFaults(firstDraft('plan=web-shop'), SCHEMA)).toEqual([]);
  });

  test('no plan was chosen, or a replaced term is outside its limits', () => {
    const draft = { ...firstDraft('plan=web-shop'), plan: null };
    draft.replaced = { ...draft.replaced, holdSeconds: -1 };
    expect(draftFaults(draft, SCHEMA).map(({ pointer }) => pointer)).toEqual(['/plan', '/holdSeconds']);
  });
});

function byHand(members: Partial<Draft['byHand']>): Draft {
  const draft = firstDraft(`servers=${SERVER}`);
  return { ...draft, byHand: { ...draft.byHand, ...members } };
}
