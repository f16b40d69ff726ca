import { beforeEach, describe, expect, test } from 'vitest';
import { serverId } from '../../builders.ts';
import type { Answer } from '../contract/documented.ts';
import { type Given, givenPlan, givenPorts, payloadOf, SITE, through } from '../given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

const BODY = { waves: [{ sourceServerIds: [serverId(1)] }], holdSeconds: 60, reason: 'rehearsal' };
const CREATE = { 'if-none-match': '*' };

async function send(endpoint: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const payload = await payloadOf(endpoint);
  const { 'if-none-match': _, 'if-match': __, ...others } = Object(payload['headers']);
  return through(endpoint, { ...payload, headers: { ...others, ...headers }, body: JSON.stringify(body) });
}

const statusOf = ({ statusCode }: Answer) => statusCode;
const codeOf = ({ statusCode, body }: Answer) => [statusCode, JSON.parse(body).code];
const start = (body: object, key?: string) => send('startDrill', body, key ? { 'idempotency-key': key } : {});
const errorsOf = ({ body }: Answer) => JSON.parse(body).errors;

async function byEvent(detail: object, more: object = {}): Promise<void> {
  await through('drillRequested', { ...(await payloadOf('drillRequested')), detail, ...more });
}

describe('saving a plan', () => {
  test('creates it once; a change needs the version that was seen', async () => {
    expect(statusOf(await send('putPlan', BODY, CREATE))).toBe(201);
    expect(codeOf(await send('putPlan', { ...BODY, holdSeconds: 90 }, CREATE))).toEqual([412, 'precondition-failed']);
    const changed = await send('putPlan', { ...BODY, holdSeconds: 90 }, { 'if-match': '"1"' });
    expect([changed.statusCode, changed.headers['etag'], JSON.parse(changed.body).version]).toEqual([200, '"2"', 2]);
    const late = await send('putPlan', { ...BODY, holdSeconds: 91 }, { 'if-match': '"1"' });
    expect([...codeOf(late), late.headers['etag']]).toEqual([412, 'precondition-failed', '"2"']);
  });

  test('of the same content is the same version, however often and under whichever condition', async () => {
    await send('putPlan', BODY, CREATE);
    for (const condition of [CREATE, { 'if-match': '"1"' }, { 'if-match': '"7"' }, { 'if-match': '*' }])
      expect(JSON.parse((await send('putPlan', BODY, condition)).body)).toMatchObject({ version: 1 });
    expect(await given.table.ports.plans.lastVersion('web-shop')).toBe(1);
  });

  test('goes back to earlier content as a new version with the same hash', async () => {
    const [one] = [JSON.parse((await send('putPlan', BODY, CREATE)).body)];
    await send('putPlan', { ...BODY, reason: 'other' }, { 'if-match': '*' });
    const back = JSON.parse((await send('putPlan', BODY, { 'if-match': '*' })).body);
    expect(back).toMatchObject({ version: 3, hash: one.hash });
  });

  test('needs one condition, and not two', async () => {
    expect(codeOf(await send('putPlan', BODY))).toEqual([428, 'precondition-required']);
    for (const condition of [{ ...CREATE, 'if-match': '*' }, { 'if-none-match': '"1"' }])
      expect(codeOf(await send('putPlan', BODY, condition))).toEqual([400, 'invalid-parameter']);
  });

  test('refuses what would be no drill, with every fault', async () => {
    const wrong = { ...BODY, holdSeconds: -1, colour: 'red', region: 'us-west-2' };
    const refused = await send('putPlan', wrong, CREATE);
    expect(codeOf(refused)).toEqual([400, 'invalid-request']);
    expect(errorsOf(refused).map(({ pointer }: { pointer: string }) => pointer)).toEqual(['/holdSeconds', '/colour']);
    expect(errorsOf(await send('putPlan', { ...BODY, region: 'us-west-2' }, CREATE))).toMatchObject([
      { pointer: '/region' },
    ]);
  });

  test('refuses a body that is too long to be kept', async () => {
    const at = `2026-11-22T12:00:00.${'0'.repeat(66_000)}Z`;
    const refused = await send('putPlan', { ...BODY, recoveryPoint: { type: 'AT_OR_BEFORE', at } }, CREATE);
    expect(JSON.parse(refused.body).detail).toContain('at most 65536');
    expect(statusOf(await start({ ...BODY, recoveryPoint: { type: 'AT_OR_BEFORE', at } }))).toBe(400);
  });
});

describe('a deleted plan', () => {
  beforeEach(async () => {
    await givenPlan();
    await send('deletePlan', undefined, { 'if-match': '"1"' });
  });

  test('starts no drills, in none of its versions, and is not found; its versions are', async () => {
    for (const body of [{ plan: 'web-shop' }, { plan: 'web-shop', planVersion: 1 }])
      expect(errorsOf(await start(body))).toMatchObject([{ pointer: '/plan', message: 'there is no plan web-shop' }]);
    expect(codeOf(await through('getPlan', await payloadOf('getPlan')))).toEqual([404, 'unknown-plan']);
    for (const endpoint of ['getPlanVersion', 'listPlanVersions'])
      expect(statusOf(await through(endpoint, await payloadOf(endpoint)))).toBe(200);
  });

  test('is created again with the next number', async () => {
    const again = await send('putPlan', BODY, CREATE);
    expect([again.statusCode, JSON.parse(again.body).version]).toEqual([201, 2]);
  });
});

describe('a drill from a plan', () => {
  beforeEach(async () => void (await givenPlan()));

  test('shows the version and what it was given; its recovery plan is the plan', async () => {
    const drill = JSON.parse((await start({ plan: 'web-shop', holdSeconds: 90 })).body);
    expect(drill).toMatchObject({
      plan: { name: 'web-shop', version: 1, hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
      givenHash: expect.stringMatching(/^[0-9a-f]{64}$/),
      hold: { seconds: 90 },
      terms: { recoveryPlan: 'web-shop', reason: 'quarterly rehearsal', tags: { CostCentre: '42' } },
    });
  });

  test('is found by a retry, although the plan has changed, or is deleted', async () => {
    // given
    const first = JSON.parse((await start({ plan: 'web-shop' }, 'once')).body);
    await send('putPlan', { ...BODY, reason: 'changed' }, { 'if-match': '*' });
    // when
    const again = await start({ plan: 'web-shop' }, 'once');
    await send('deletePlan', undefined, { 'if-match': '*' });
    const after = await start({ plan: 'web-shop' }, 'once');
    // then
    expect([again, after].map(({ statusCode, body }) => [statusCode, JSON.parse(body).drillId])).toEqual([
      [202, first.drillId],
      [202, first.drillId],
    ]);
    expect(codeOf(await start({ plan: 'web-shop', holdSeconds: 1 }, 'once'))).toEqual([422, 'idempotency-key-reused']);
  });

  test('of a version that does not exist is refused, and so is one whose overrides are wrong', async () => {
    expect(errorsOf(await start({ plan: 'web-shop', planVersion: 2 }))).toMatchObject([{ pointer: '/planVersion' }]);
    expect(errorsOf(await start({ plan: 'web-shop', holdSeconds: -1 }))).toMatchObject([{ pointer: '/holdSeconds' }]);
    expect(errorsOf(await start({ plan: 'no such plan' }))).toMatchObject([{ pointer: '/plan' }]);
  });

  test('may be requested by an event, which is authorised for the site of the plan', async () => {
    await byEvent({ plan: 'web-shop', reason: 'calendar' });
    await byEvent({ plan: 'web-shop', reason: 'foreign' }, { id: 'another', account: '999999999999' });
    expect(given.table.drills()).toMatchObject([
      { site: SITE, plan: { name: 'web-shop', version: 1 }, terms: { reason: 'calendar' } },
    ]);
    expect(given.published.map(({ detail }) => detail['why'])).toEqual([
      expect.stringContaining('999999999999 may not request drills of 111122223333'),
    ]);
  });
});
