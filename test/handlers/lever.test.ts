import { beforeEach, describe, expect, test } from 'vitest';
import { type Given, givenPorts, payloadOf, through } from './given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

async function put(body: Record<string, unknown>) {
  return through('setLever', { ...(await payloadOf('setLever')), body: JSON.stringify(body) });
}

async function levers(): Promise<{ region: string | null; state: string; inForce: boolean; by: string | null }[]> {
  return JSON.parse((await through('getLever', await payloadOf('getLever'))).body).levers;
}

describe('the safety lever over HTTP', () => {
  test('is open for all sites and for each until somebody moves it', async () => {
    expect((await levers()).map((lever) => [lever.state, lever.inForce])).toEqual([
      ['OPEN', false],
      ['OPEN', false],
    ]);
  });

  test('of all sites tells who closed it and why', async () => {
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
