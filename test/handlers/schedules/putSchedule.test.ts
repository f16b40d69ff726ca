import { beforeEach, describe, expect, test } from 'vitest';
import type { ProblemDocument } from '../../../src/api/openapi/problemDocument.ts';
import type { Schedule } from '../../../src/drill/schedules/schedule.ts';
import { CallFailed } from '../../../src/flow/errors.ts';
import { serverId } from '../../builders.ts';
import type { Answer } from '../contract/documented.ts';
import { type Given, givenPorts, givenSchedule, payloadOf, through } from '../given.ts';

const CLAIMS = { iss: 'https://issuer.example', sub: 'ada' };

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

describe('the right to start beside the right to schedule', () => {
  beforeEach(async () => {
    await givenSchedule();
    const { body } = await payloadOf('putPlan');
    const plan = { ...JSON.parse(String(body)), holdSeconds: 60 };
    const changing = { 'if-none-match': undefined, 'if-match': '*' };
    await through('putPlan', { ...(await payloadOf('putPlan')), headers: changing, body: JSON.stringify(plan) });
  });

  test.each([
    ['drs-drill/schedule', { enabled: false }, 200],
    ['drs-drill/schedule', { expression: 'rate(1 day)' }, 200],
    ['drs-drill/schedule', { planVersion: 2 }, 403],
    ['drs-drill/schedule drs-drill/start', { planVersion: 2 }, 200],
    ['drs-drill/schedule drs-drill/starters', { planVersion: 2 }, 403],
  ])('with the scopes %s the change %j is answered %i', async (scope, change, status) => {
    const answer = await put(change, { jwt: { claims: { ...CLAIMS, scope } } });
    expect(answer.statusCode, answer.body).toBe(status);
    const { value } = await given.table.ports.planSchedules.load('nightly');
    expect(value?.terms.planVersion).toBe(status === 200 && 'planVersion' in change ? 2 : 1);
  });
});

describe('a schedule is refused', () => {
  test.each<[string, Record<string, unknown>, string]>([
    ['without a coming time', { expression: 'at(2026-01-01T00:00:00)' }, '/expression'],
    ['with another grammar', { expression: 'cron(0 2 * * * *)' }, '/expression'],
    ['in no time zone', { timeZone: '+01:00' }, '/timeZone'],
    ['that ends in the past', { endAt: '2026-02-28T00:00:00Z' }, '/endAt'],
    ['that nobody renews for longer than 400 days', { endAt: '2027-06-01T00:00:00Z' }, '/endAt'],
    ['that starts after its end', { startAt: '2027-01-01T00:00:00Z' }, '/startAt'],
    ['of an unknown plan', { plan: 'nowhere' }, '/plan'],
    ['of an unknown version', { planVersion: 9 }, '/planVersion'],
    ['with waivers for ever', { overrides: { waivers: waivers() } }, '/waiversUntil'],
    [
      'with waivers for 91 days',
      { overrides: { waivers: waivers() }, waiversUntil: '2026-05-31T12:00:00Z' },
      '/waiversUntil',
    ],
    ['with the end of waivers that it lacks', { waiversUntil: '2026-03-31T12:00:00Z' }, '/waiversUntil'],
    ['with other servers than its plan', { overrides: { waves: [] } }, '/overrides/waves'],
    [
      'with overrides that do not fit its plan',
      { overrides: { recoveryPoint: { type: 'ID', ids: { [serverId(9)]: 'pit-00000000000000001' } } } },
      '/recoveryPoint/ids',
    ],
  ])('%s', async (_which, change, pointer) => {
    const answer = await givenSchedule(change);
    expect(answer.statusCode).toBe(400);
    const { errors = [] }: Partial<ProblemDocument> = JSON.parse(answer.body);
    expect(errors.map((one) => one.pointer?.slice(0, pointer.length))).toContain(pointer);
    expect([given.copies.size, (await given.table.ports.planSchedules.load('nightly')).version]).toEqual([0, 0]);
  });
});

test('the same content again changes nothing, whatever is expected, but its copy is made again', async () => {
  const first = await givenSchedule();
  given.copies.clear();
  const again = await through('putSchedule', await payloadOf('putSchedule'));
  expect([again.statusCode, again.headers['etag']]).toEqual([200, first.headers['etag']]);
  expect([...given.copies.keys()]).toEqual(['nightly']);
});

test('a copy that cannot be made is answered with 503, and a retry makes it', async () => {
  let isDown = true;
  const names: string[] = [];
  const put = async ({ name }: Schedule) => {
    if (isDown) throw new CallFailed('UNAVAILABLE', 'UpdateSchedule: no answer');
    names.push(name);
  };
  const copies = { put, isSame: async () => true, remove: async () => undefined, names: async () => names };
  given = givenPorts({ scheduleCopies: copies });
  expect((await givenSchedule()).statusCode).toBe(503);
  isDown = false;
  const again = await through('putSchedule', await payloadOf('putSchedule'));
  expect([again.statusCode, names]).toEqual([200, ['nightly']]);
});

test('waivers name their author until somebody renews them', async () => {
  const waived = { overrides: { waivers: waivers() }, waiversUntil: '2026-05-01T00:00:00Z' };
  await givenSchedule(waived);
  const answer = await put({ ...waived, enabled: false }, { jwt: { claims: CLAIMS } });
  expect(JSON.parse(answer.body)).toMatchObject({
    waivedBy: { by: expect.stringContaining('Operations/rehearsals') },
    renewer: { by: 'https://issuer.example#ada' },
  });
});

function waivers() {
  return [{ check: 'lag', reason: 'the line is slow' }];
}

/** Changes the schedule in the files of events/. */
async function put(change: Record<string, unknown>, authorizer: object): Promise<Answer> {
  const payload = await payloadOf('putSchedule');
  const body = JSON.stringify({ ...JSON.parse(String(payload['body'])), ...change });
  return through('putSchedule', { ...payload, body, headers: { 'if-match': '*' }, requestContext: { authorizer } });
}
