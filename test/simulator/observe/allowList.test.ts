import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  arn,
  id,
  KEPT_BACK,
  type Keep,
  listOf,
  members,
  moment,
  type Place,
  refusal,
  word,
} from '../../../src/simulator/observe/allowList.ts';
import { createPseudonyms } from '../../../src/simulator/observe/pseudonyms.ts';
import { createRecorder } from '../../../src/simulator/observe/recorder.ts';
import { type Kind, SHAPES } from '../../../src/simulator/observe/shapes.ts';
import { OTHERS, tags } from '../../../src/simulator/observe/tagsKept.ts';

const SERVER = 's-0a1b2c3d4e5f60718';
const JOB = 'drsjob-04ca7d0d3fb6afa3e';

describe('what is kept of a response', () => {
  test('keeps enumeration values and timestamps as written', () => {
    const words = ['IN_PROGRESS', 'SHUTTING-DOWN', 'network-interface'];
    expect(words.map((one) => kept(word, one))).toEqual(words);
    const written = '2022-12-07T19:15:38.846723+00:00';
    expect([kept(moment, written), kept(moment, new Date(0))]).toEqual([written, '1970-01-01T00:00:00.000Z']);
  });

  test.each(['10.0.0.10', 'a host', 'payroll@example.com', '111122223333', '/dev/sda1', '2026-11-29 and more'])(
    'keeps no other text: %s',
    (text) => {
      expect([kept(word, text), kept(moment, text)]).toEqual([KEPT_BACK, KEPT_BACK]);
    },
  );

  test('replaces an id with the same pseudonym everywhere, of the same form and length', () => {
    const place = newPlace();
    const [server, again, job] = [id(SERVER, place), id(SERVER, place), id(JOB, place)];
    expect([server, again]).toEqual(['s-00000000000000001', 's-00000000000000001']);
    expect(arn(`arn:aws:drs:eu-west-1:111122223333:job/${JOB}`, place)).toBe(`arn:aws:drs:*:*:job/${job}`);
    expect(place.names.restored(`${server} in ${job}`)).toBe(`${SERVER} in ${JOB}`);
  });

  test('keeps only the refused call and the error code of an error', () => {
    const denied =
      'An error occurred (UnauthorizedOperation) when calling the DeleteVolume operation: User: arn:aws:sts::111122223333:assumed-role/x is not authorized';
    expect([kept(refusal, denied), kept(refusal, 'payroll-db failed')]).toEqual([
      'UnauthorizedOperation of DeleteVolume',
      KEPT_BACK,
    ]);
  });

  test('keeps tag keys of AWS and the product, replaces ids in values, and counts other tags', () => {
    const place = newPlace();
    const shown = tags(
      [
        { Key: 'drs.amazonaws.com-job', Value: JOB },
        { Key: 'AWSElasticDisasterRecoveryManaged', Value: 'drs.amazonaws.com' },
        { Key: 'Name', Value: 'payroll-db' },
        { Key: 'Costs', Value: 'c-47110' },
        { Key: 'Owner', Value: 'jane' },
      ],
      place,
    );
    expect(shown).toEqual({
      'drs.amazonaws.com-job': 'drsjob-00000000000000001',
      AWSElasticDisasterRecoveryManaged: 'drs.amazonaws.com',
      Name: KEPT_BACK,
      [OTHERS]: '2',
    });
  });

  test('leaves out members that are not listed, and reports only their names', () => {
    const left: string[] = [];
    const place = { ...newPlace(), leftOut: (path: string) => void left.push(path) };
    const shape = members({ jobID: id, servers: listOf(members({ state: word })) });
    const answer = { jobID: JOB, secret: 'hunter2', servers: [{ state: 'OK', ip: '10.0.0.1' }] };
    expect(shape(answer, place)).toEqual({ jobID: 'drsjob-00000000000000001', servers: [{ state: 'OK' }] });
    expect(left).toEqual(['secret', 'servers[].ip']);
  });

  test('keeps no text but enumeration values, timestamps, ids and known tags, whatever AWS answers', () => {
    const secret = fc.constantFrom(
      SERVER,
      '10.1.2.3',
      'payroll-db.example.com',
      'jane doe',
      'arn:aws:iam::111122223333:role/x y',
    );
    const names = fc.constantFrom(...memberNames());
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, secret, fc.array(tie('value'), { maxLength: 3 }), tie('object')),
      object: fc.dictionary(names, tie('value'), { maxKeys: 6 }),
    }));
    fc.assert(
      fc.property(fc.constantFrom(...(Object.keys(SHAPES) as Kind[])), value, (kind, answer) => {
        const about = { productVersion: '1', region: 'eu-west-1', beganAt: 'now' };
        const recorder = createRecorder(createPseudonyms(), about);
        recorder.note(kind, SERVER, '2026-11-29T00:00:00Z', answer);
        const text = JSON.stringify(recorder.recording.seen);
        for (const word of ['10.1.2.3', 'payroll', 'jane', '111122223333', SERVER]) expect(text).not.toContain(word);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Member names that the shapes list, and some that they do not. */
function memberNames(): string[] {
  const known = ['jobID', 'tags', 'Tags', 'TagSet', 'participatingServers', 'eventData', 'event', 'rawError', 'status'];
  const more = [
    'Attachments',
    'InstanceId',
    'State',
    'Name',
    'facts',
    'cause',
    'type',
    'servers',
    'drillId',
    'arn',
    'hostname',
  ];
  return [...known, ...more];
}

function kept<Kept>(keep: Keep<Kept>, value: unknown): Kept | undefined {
  return keep(value, newPlace());
}

function newPlace(): Place {
  return { names: createPseudonyms(), path: '', leftOut: () => undefined };
}
