import { beforeEach, describe, expect, test } from 'vitest';
import { NOTE_BYTES_MAX, NOTES_ACCEPTED_SECONDS, SECOND_MS } from '../../../src/drill/bounds.ts';
import { START } from '../../builders.ts';
import type { Answer } from '../contract/documented.ts';
import { DRILL_ID, type Given, givenDrill, givenPorts, payloadOf, through } from '../given.ts';

let given: Given;
beforeEach(async () => {
  given = givenPorts();
  await givenDrill(given);
});

describe('a note that is not as the API wants it', () => {
  test.each([
    ['without a kind', { text: 'x' }, '/kind'],
    ['of an unknown kind', { kind: 'RUMOUR', text: 'x' }, '/kind'],
    ['without a text', { kind: 'REMARK' }, '/text'],
    ['with a blank text', { kind: 'REMARK', text: ' \u00a0 ' }, '/text'],
    ['with a line feed', { kind: 'REMARK', text: 'one\ntwo' }, '/text'],
    ['with an escape sequence of a terminal', { kind: 'REMARK', text: '\u001b[2J' }, '/text'],
    ['with half of a surrogate pair', { kind: 'REMARK', text: '\ud83d' }, '/text'],
    ['of a participant without a name', { kind: 'PARTICIPANT', text: 'x' }, '/person'],
    ['with a judgement that is no attestation', { kind: 'REMARK', text: 'x', accepted: true }, '/accepted'],
    ['of an attestation without a judgement', { kind: 'ATTESTATION', text: 'x' }, '/accepted'],
    ['with a script as its tracker', { kind: 'LESSON', text: 'x', trackerUrl: 'javascript:alert(1)' }, '/trackerUrl'],
    ['with an author of its own', { kind: 'REMARK', text: 'x', by: 'the auditor' }, '/by'],
    ['with a number of its own', { kind: 'REMARK', text: 'x', n: 7 }, '/n'],
  ])('%s is refused', async (_how, body, pointer) => {
    const answer = await add(body);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body)).toMatchObject({ code: 'invalid-request', errors: [{ pointer }] });
    expect(await given.table.ports.notes.of(DRILL_ID)).toEqual([]);
  });

  test('is at most 8 KB, counted in bytes', async () => {
    const around = JSON.stringify({ kind: 'REMARK', text: '' }).length;
    const [fits, tooLong] = ['a'.repeat(NOTE_BYTES_MAX - around), 'ä'.repeat(NOTE_BYTES_MAX / 2)];
    expect((await add({ kind: 'REMARK', text: fits })).statusCode).toBe(201);
    expect((await add({ kind: 'REMARK', text: tooLong })).statusCode).toBe(400);
    expect((await add({ kind: 'REMARK', text: `${fits}a` })).statusCode).toBe(400);
  });

  test('is kept as it was written, whatever a browser or a terminal would make of it', async () => {
    const text = '</td><script>alert(document.cookie)</script> =cmd|calc \u202Egnp.exe \u200F [x](javascript:1)';
    const answer = await add({ kind: 'OBSERVER', text, person: '<b>Ann</b>', role: '\u202Erotidua' });
    expect(JSON.parse(answer.body)).toMatchObject({ text, person: '<b>Ann</b>', role: '\u202Erotidua' });
    expect(answer.headers['content-type']).toBe('application/json');
  });
});

describe('a note', () => {
  test('about a drill that is not there, or cannot be, is refused', async () => {
    for (const drillId of ['d-000000000000000000000009', 'd-1', '../d-000000000000000000000001'])
      expect((await add(REMARK, { pathParameters: { drillId } })).statusCode).toBe(404);
    expect(await given.table.ports.notes.of('d-000000000000000000000009')).toEqual([]);
  });

  test('needs a caller', async () => {
    expect((await add(REMARK, { requestContext: {} })).statusCode).toBe(401);
  });

  test('after the seven days is refused, and says until when it would have been accepted', async () => {
    given = givenPorts();
    const phaseAt = START - NOTES_ACCEPTED_SECONDS * SECOND_MS;
    await givenDrill(given, { phase: 'ENDED', phaseAt, outcome: 'PASSED', cleanup: 'CLEAN' });
    const answer = JSON.parse((await add(REMARK)).body);
    expect(answer).toMatchObject({ status: 409, code: 'notes-closed' });
    expect(answer.detail).toContain(new Date(START).toISOString());
  });

  test('under a key belongs to the role, whatever the name of its session', async () => {
    const first = await add(REMARK, as('arn:aws:sts::111122223333:assumed-role/Operations/ann'), 'k');
    const again = await add(REMARK, as('arn:aws:sts::111122223333:assumed-role/Operations/bob'), 'k');
    const other = await add(REMARK, as('arn:aws:sts::111122223333:assumed-role/Auditors/ann'), 'k');
    expect([first, again, other].map(({ statusCode }) => statusCode)).toEqual([201, 200, 201]);
    expect(again.body).toBe(first.body);
  });
});

const REMARK = { kind: 'REMARK', text: 'The network was slow' };

async function add(body: object, more: object = {}, key?: string): Promise<Answer> {
  const payload = await payloadOf('addNote');
  const { 'idempotency-key': _, ...headers } = Object(payload['headers']);
  const keyed = key === undefined ? headers : { ...headers, 'idempotency-key': key };
  return through('addNote', { ...payload, headers: keyed, body: JSON.stringify(body), ...more });
}

function as(userArn: string): object {
  return { requestContext: { authorizer: { iam: { userArn } } } };
}
