import { describe, expect, test } from 'vitest';
import { START } from '../builders.ts';
import type { Answer } from './contract/documented.ts';
import { aReceipt } from './evidence/aReceipt.ts';
import { DRILL_ID, givenDrill, givenPorts, givenSchedule, payloadOf, through } from './given.ts';

async function read(endpoint: string, ifNoneMatch?: string): Promise<Answer> {
  const payload = await payloadOf(endpoint);
  const condition = ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch };
  return through(endpoint, { ...payload, headers: { ...Object(payload['headers']), ...condition } });
}

describe('a caller who already has an answer', () => {
  test.each([(tag: string) => tag, (tag: string) => `W/${tag}`, (tag: string) => `"another", ${tag}`, () => '*'])(
    'gets no body again: %s',
    async (condition) => {
      await givenDrill(givenPorts());
      const first = await read('getDrill');
      const again = await read('getDrill', condition(first.headers['etag'] ?? ''));
      expect([again.statusCode, again.body]).toEqual([304, '']);
      expect(again.headers).toEqual({ etag: first.headers['etag'], 'cache-control': 'no-store' });
    },
  );

  test.each(['"another"', '"1"', '', 'nonsense', '"unended'])('gets the answer for any other tag: %s', async (tag) => {
    await givenDrill(givenPorts());
    const first = await read('getDrill');
    expect(await read('getDrill', tag)).toEqual(first);
  });

  test('of a list gets no body again, until a drill in it has changed', async () => {
    // given
    const given = givenPorts();
    await givenDrill(given);
    const first = await read('listDrills');
    const again = await read('listDrills', first.headers['etag']);
    // when
    await given.table.ports.drills.markQuarantined(DRILL_ID, 'Its claims are gone.', START);
    const changed = await read('listDrills', first.headers['etag']);
    // then
    expect(first.headers['etag']).toMatch(/^"[0-9a-f]{32}"$/);
    expect([again.statusCode, again.body, again.headers['etag']]).toEqual([304, '', first.headers['etag']]);
    expect([changed.statusCode, JSON.parse(changed.body).drills[0].quarantined]).toEqual([200, 'Its claims are gone.']);
  });

  test('gets a new answer when something has changed that is no part of the state', async () => {
    // given: the version of a drill that has ended does not change any more
    const given = givenPorts();
    await givenDrill(given, { phase: 'ENDED', outcome: 'PASSED', cleanup: 'CLEAN' });
    const unsealed = await read('getDrill');
    // when
    const due = { drillId: DRILL_ID, because: 'ENDED' as const, dueAt: START };
    await given.table.ports.seals.keep(aReceipt(), due, null);
    // then
    const sealed = await read('getDrill', unsealed.headers['etag']);
    expect([sealed.statusCode, JSON.parse(sealed.body).evidence]).toEqual([200, [expect.anything()]]);
  });

  test('gets the coming times of a schedule when the next one has passed', async () => {
    let now = START;
    givenPorts({ clock: { now: () => now, pause: async () => undefined } });
    await givenSchedule();
    const { body, headers } = await read('getSchedule');
    now += 8 * 86_400_000;
    const later = await read('getSchedule', headers['etag']);
    expect(later.statusCode).toBe(200);
    expect(JSON.parse(later.body).nextTimes[0]).not.toBe(JSON.parse(body).nextTimes[0]);
  });
});

test('the tag of an answer is also the If-Match of a change, as long as the state is the same', async () => {
  const given = givenPorts();
  await givenDrill(given);
  const { headers } = await read('getDrill');
  const payload = await payloadOf('cancelDrill');
  const cancel = () =>
    through('cancelDrill', {
      ...payload,
      headers: { 'content-type': 'application/json', 'if-match': headers['etag'] },
    });
  expect((await cancel()).statusCode).toBe(202);
  expect((await cancel()).statusCode).toBe(412);
});
