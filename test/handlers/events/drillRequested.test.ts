import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Given, givenPorts, payloadOf, through } from '../given.ts';

const SCHEDULER = 'com.example.calendar';
const KEY = 'calendar-2026-11-22';

let given: Given;
beforeEach(() => {
  given = givenPorts();
});
afterEach(() => {
  vi.unstubAllEnvs();
});

/** An event as EventBridge delivers it; `more` is what the attacker has chosen. */
async function asking(more: Record<string, unknown> = {}, detail: Record<string, unknown> = {}): Promise<void> {
  const payload = await payloadOf('drillRequested');
  await through('drillRequested', { ...payload, ...more, detail: { ...Object(payload['detail']), ...detail } });
}

describe('events start drills only for the sources that the deployment names', () => {
  test('without a named source, an event starts nothing, whoever sent it, and is no failure', async () => {
    vi.stubEnv('EVENT_REQUESTS', '');
    await asking();
    expect(given.table.drills()).toEqual([]);
    expect(given.published).toEqual([]);
    expect(given.logged).toEqual(['a request by event was dropped: this deployment accepts none']);
  });

  test('a source that is not named cannot use another source’s key, and its refusal says why', async () => {
    // when: a faster source uses the key that the scheduler is going to use
    await asking({ source: 'com.example.intruder' });
    // then
    expect(given.table.drills()).toEqual([]);
    const why = 'the source com.example.intruder is not allowed to request drills (eventRequests)';
    expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'invalid-parameter', why } }]);
    // and the scheduler gets its drill
    await asking();
    expect(given.table.drills()).toMatchObject([{ requestedBy: `111122223333/${SCHEDULER}` }]);
  });

  test('each named source has its own keys, and so has each account', async () => {
    vi.stubEnv('EVENT_REQUESTS', `${SCHEDULER},com.example.other`);
    vi.stubEnv('ALLOWED_ACCOUNTS', '444455556666');
    await asking({ source: 'com.example.other' });
    await asking({ account: '444455556666' });
    await asking();
    await asking();
    expect(given.table.drills().map(({ requestedBy }) => requestedBy)).toEqual([
      '111122223333/com.example.other',
      `444455556666/${SCHEDULER}`,
      `111122223333/${SCHEDULER}`,
    ]);
  });
});

describe('an event has the same limits as a request of the API', () => {
  test.each([
    ['an escape sequence', '\u001b]0;owned\u0007'],
    ['a bell', `${KEY}\u0007`],
    ['half a character', `${KEY}\ud800`],
    ['another script', 'календарь'],
    ['nothing', ''],
    ['more than 255 characters', 'x'.repeat(256)],
    ['no text', { S: KEY }],
  ])('%s as key is refused and published', async (_what, idempotencyKey) => {
    await asking({}, { idempotencyKey });
    expect(given.table.drills()).toEqual([]);
    const why = 'idempotencyKey must be 1 to 255 visible ASCII characters';
    expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'invalid-parameter', why } }]);
  });

  test.each([
    ['an escape sequence', `${SCHEDULER}\u001b[2J\u0007`],
    ['half a character', `${SCHEDULER}\udc00`],
    ['a change of direction', `${SCHEDULER}\u202e`],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('%s as source is refused and published, with its characters escaped', async (_what, source) => {
    await asking({ source });
    expect(given.table.drills()).toEqual([]);
    expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'invalid-parameter' } }]);
    const said = JSON.stringify(given.published);
    expect(said.length).toBeLessThan(2000);
    expect(JSON.parse(said)[0].detail.requestedBy).toMatch(/^111122223333\/[\x20-\x7e]{1,256}$/);
    expect(said).not.toMatch(/\\u|[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  test('a refusal is published without the sender’s control characters', async () => {
    await asking({}, { '\u001b[31m\ud800\u202e': 1 });
    expect(given.published).toMatchObject([{ type: 'Drill Refused', detail: { code: 'invalid-request' } }]);
    expect(JSON.stringify(given.published)).not.toMatch(/\\u|[\p{Cc}\p{Cf}\p{Cs}]/u);
  });

  test.each([
    ['no text', 7],
    ['half a character', '\ud800'],
    ['a megabyte', 'x'.repeat(1_000_000)],
  ])('an event whose id is %s cannot be EventBridge’s, and is dropped', async (_what, id) => {
    await asking({ id });
    expect(given.table.drills()).toEqual([]);
    expect(given.logged).toEqual(['a request by event could not be read and was dropped']);
  });
});
