import { beforeEach, describe, expect, test } from 'vitest';
import { type Given, givenPorts, payloadOf, SITE, through } from '../given.ts';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});

const JOB = 'drsjob-0123456789abcdef0';

async function post(body: Record<string, unknown>, headers: Record<string, string> = {}) {
  const payload = await payloadOf('releaseJob');
  const { 'idempotency-key': _key, ...others } = payload['headers'] as Record<string, string>;
  return through('releaseJob', { ...payload, headers: { ...others, ...headers }, body: JSON.stringify(body) });
}

async function levers(): Promise<{ region: string | null; released: { jobId: string; reason: string }[] }[]> {
  return JSON.parse((await through('getLever', await payloadOf('getLever'))).body).levers;
}

describe('a real recovery that hangs is released over HTTP', () => {
  test('in the deployment’s own Region, and the lever shows by whom and why', async () => {
    const answer = await post({ jobId: JOB, reason: 'case 4711' });
    const body = JSON.parse(answer.body);
    expect([answer.statusCode, body.region, body.by]).toEqual([200, SITE.region, expect.stringContaining('arn:aws')]);
    expect(body.effect).toContain('until two hours have passed, nothing changes');
    const [all, own] = await levers();
    expect([all?.released, own?.released]).toEqual([[], [body]]);
  });

  test('is logged, published and notified', async () => {
    await post({ jobId: JOB, reason: 'case 4711' });
    expect(given.logged).toContain('real recovery released');
    const detail = { jobId: JOB, reason: 'case 4711', site: SITE, drillId: null };
    expect(given.published).toMatchObject([{ type: 'Real Recovery Released', detail }]);
    expect(given.noticed[0]).toContain(`Real recovery ${JOB}, which hangs, was released by `);
  });

  test('once: the first release stays, and no other is published', async () => {
    await post({ jobId: JOB, reason: 'case 4711' });
    const again = JSON.parse((await post({ jobId: JOB, reason: 'me too' })).body);
    expect([again.reason, given.noticed.length]).toEqual(['case 4711', 1]);
  });

  test('once under a key, and another request under that key is refused', async () => {
    const key = { 'idempotency-key': 'once' };
    const first = await post({ jobId: JOB, reason: 'case 4711' }, key);
    expect((await post({ jobId: JOB, reason: 'case 4711' }, key)).body).toBe(first.body);
    const other = await post({ jobId: 'drsjob-00000000000000009', reason: 'case 4711' }, key);
    expect([other.statusCode, JSON.parse(other.body).code]).toEqual([422, 'idempotency-key-reused']);
    expect((await levers())[1]?.released).toHaveLength(1);
  });

  test('without moving a lever', async () => {
    await post({ jobId: JOB, reason: 'case 4711' });
    expect(await levers()).toMatchObject([{ state: 'OPEN' }, { state: 'OPEN' }]);
  });

  test.each([
    ['no job', { reason: 'x' }, '/jobId'],
    ['no job id', { jobId: 'd-1', reason: 'x' }, '/jobId'],
    ['no reason', { jobId: JOB }, '/reason'],
    ['a foreign Region', { jobId: JOB, reason: 'x', region: 'mars-north-1' }, '/region'],
    ['an unknown member', { jobId: JOB, reason: 'x', force: true }, '/force'],
  ])('refuses %s and releases nothing', async (_what, body, pointer) => {
    const answer = await post(body);
    expect([answer.statusCode, JSON.parse(answer.body).errors[0].pointer]).toEqual([400, pointer]);
    expect((await levers())[1]?.released).toEqual([]);
  });
});
