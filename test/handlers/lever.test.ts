import { beforeEach, describe, expect, test } from 'vitest';
import { etagOfState } from '../../src/api/entityTags.ts';
import { START } from '../builders.ts';
import { type Given, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

async function put(body: Record<string, unknown>) {
  const payload = await payloadOf('setLever');
  const headers = {
    ...(payload['headers'] as Record<string, string>),
    'idempotency-key': `lever-${String(body['region'])}`,
  };
  return through('setLever', { ...payload, headers, body: JSON.stringify(body) });
}

async function levers(): Promise<{ region: string | null; state: string; inForce: boolean; by: string | null }[]> {
  return JSON.parse((await through('getLever', await payloadOf('getLever'))).body).levers;
}

describe('the safety lever over HTTP', () => {
  test('is open for all sites and for each until a person moves it', async () => {
    expect((await levers()).map((lever) => [lever.state, lever.inForce])).toEqual([
      ['OPEN', false],
      ['OPEN', false],
    ]);
  });

  test('of all sites shows who closed it and why', async () => {
    expect((await put({ state: 'FROZEN', reason: 'audit' })).statusCode).toBe(200);
    expect((await levers())[0]).toMatchObject({ region: null, state: 'FROZEN', inForce: true, reason: 'audit' });
    expect((await levers())[0]?.by).toContain('arn:aws');
  });

  test('of one Region rejects the drills that are requested there', async () => {
    const [, own] = await levers();
    await put({ state: 'NO_LAUNCHES', reason: 'freeze', region: own?.region });
    const answer = await through('startDrill', await payloadOf('startDrill'));
    expect(JSON.parse(answer.body)).toMatchObject({ phase: 'ENDED', outcome: 'REJECTED' });
    expect(given.table.drills()[0]?.failedChecks.map((one) => one.check)).toEqual(['lever-open']);
  });

  test('of a Region and of all: a start shows which are closed, why, by whom, since when and until when', async () => {
    // given
    const [, own] = await levers();
    const frozen = await put({ state: 'FROZEN', reason: 'storm', expiresAt: '2026-03-01T12:00:00Z' });
    const closed = await put({ state: 'NO_LAUNCHES', reason: 'release 42', region: own?.region });
    expect([frozen.statusCode, closed.statusCode], closed.body).toEqual([200, 200]);
    // when
    const answer = await through('startDrill', await payloadOf('startDrill'));
    // then
    const by = (await levers())[0]?.by;
    const since = new Date(START).toISOString();
    const { outcome, failedChecks } = JSON.parse(answer.body);
    expect([answer.statusCode, outcome]).toEqual([202, 'REJECTED']);
    expect(failedChecks.first.map((one: { check: string; message: string }) => [one.check, one.message])).toEqual([
      [
        'lever-open',
        `The lever of all Regions is FROZEN: “storm”, by ${by} since ${since} until 2026-03-01T12:00:00.000Z`,
      ],
      ['lever-open', `The lever of ${own?.region} is NO_LAUNCHES: “release 42”, by ${by} since ${since}`],
    ]);
  });

  test('that has expired is no longer in force', async () => {
    await put({ state: 'NO_LAUNCHES', reason: 'freeze', expiresAt: '2020-01-01T00:00:00Z' });
    expect((await levers())[0]).toMatchObject({ state: 'NO_LAUNCHES', inForce: false });
  });

  test.each([
    ['an unknown state', { state: 'SHUT', reason: 'x' }, '/state'],
    ['no reason', { state: 'OPEN' }, '/reason'],
    ['a foreign Region', { state: 'OPEN', reason: 'x', region: 'mars-north-1' }, '/region'],
    ['an unknown member', { state: 'OPEN', reason: 'x', force: true }, '/force'],
  ])('refuses %s and moves nothing', async (_what, body, pointer) => {
    const answer = await put(body);
    expect(answer.statusCode).toBe(400);
    expect(JSON.parse(answer.body).errors[0].pointer).toBe(pointer);
    expect((await levers())[0]?.state).toBe('OPEN');
  });
});

describe('the lever between two people', () => {
  const close = { state: 'NO_LAUNCHES', reason: 'freeze' };
  const move = async (body: object, headers: Record<string, string>) => {
    const payload = await payloadOf('setLever');
    const { 'if-match': _any, 'idempotency-key': _key, ...others } = payload['headers'] as Record<string, string>;
    return through('setLever', { ...payload, headers: { ...others, ...headers }, body: JSON.stringify(body) });
  };
  const tag = async () => (await through('getLever', await payloadOf('getLever'))).headers['etag'] ?? '';
  const moves = () => given.logged.filter((line) => line === 'lever moved').length;

  test('is moved only by a caller who names the state they have seen', async () => {
    expect((await move(close, {})).statusCode).toBe(428);
    const seen = await tag();
    const moved = await move(close, { 'if-match': seen });
    expect([moved.statusCode, moved.headers['etag']]).toEqual([200, etagOfState(await tag())]);
    const late = await move({ state: 'OPEN', reason: 'over' }, { 'if-match': seen });
    expect([late.statusCode, JSON.parse(late.body).code]).toEqual([412, 'precondition-failed']);
    expect(late.headers['etag']).toBe(etagOfState(await tag()));
    expect((await levers())[0]?.state).toBe('NO_LAUNCHES');
  });

  test('can be moved in an emergency, whatever the caller has seen', async () => {
    await move(close, { 'if-match': '*' });
    expect((await move({ state: 'FROZEN', reason: 'fire' }, { 'if-match': '*' })).statusCode).toBe(200);
    expect((await levers())[0]?.state).toBe('FROZEN');
  });

  test('is moved by one of two callers who have seen the same state', async () => {
    const seen = { 'if-match': await tag() };
    const answers = await Promise.all(['one', 'other'].map((reason) => move({ ...close, reason }, seen)));
    expect(answers.map(({ statusCode }) => statusCode).sort()).toEqual([200, 412]);
    expect(moves()).toBe(1);
  });

  test('is not moved by a caller who was overtaken between look and save', async () => {
    // given
    const { levers: kept } = given.table.ports;
    const overtaken = { 'if-match': await tag() };
    let first = true;
    const save: typeof kept.save = async (...reported) => {
      if (!first) return kept.save(...reported);
      first = false;
      await move({ state: 'FROZEN', reason: 'quicker' }, { 'if-match': '*' });
      return kept.save(...reported);
    };
    given = { ...given, ...givenPorts({ ...given.table.ports, levers: { ...kept, save } }) };
    // when
    const answer = await move(close, overtaken);
    // then
    expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([412, 'precondition-failed']);
    expect((await levers())[0]).toMatchObject({ state: 'FROZEN', reason: 'quicker' });
  });

  test('is moved once under a key, however many and however stale the requests', async () => {
    const headers = { 'if-match': await tag(), 'idempotency-key': 'once' };
    const answers = [await move(close, headers), await move(close, headers)];
    answers.push(...(await Promise.all([1, 2].map(() => move(close, { ...headers, 'if-match': '*' })))));
    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200, 200, 200]);
    expect(moves()).toBe(1);
    expect(answers[1]?.body).toBe(answers[0]?.body);
    expect(answers[0]?.body).not.toContain('key');
  });

  test('of another Region or state is not moved under a key that was used', async () => {
    await move(close, { 'if-match': '*', 'idempotency-key': 'once' });
    const region = (await levers())[1]?.region;
    for (const body of [
      { ...close, region },
      { ...close, state: 'OPEN' },
    ]) {
      const answer = await move(body, { 'if-match': '*', 'idempotency-key': 'once' });
      expect([answer.statusCode, JSON.parse(answer.body).code]).toEqual([422, 'idempotency-key-reused']);
    }
  });

  test('has one tag for what it shows, and another once its closing has expired', async () => {
    const before = await tag();
    await move({ ...close, expiresAt: new Date(START + 1000).toISOString() }, { 'if-match': '*' });
    const closed = await tag();
    givenPorts({ ...given.table.ports, clock: { now: () => START + 2000, pause: async () => undefined } });
    expect(new Set([before, closed, await tag()]).size).toBe(3);
  });
});
